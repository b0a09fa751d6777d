# The frame.
ACCOUNT_NAV = A sua conta

# The overview.
ACCOUNT_TITLE = Segurança
ACCOUNT_LEAD = A sua sessão está aberta como { $email }.
ACCOUNT_SIGN_IN_HEADING = Como você entra
ADDRESS_CONFIRMED = Confirmado
ADDRESS_UNCONFIRMED = Não confirmado
CONFIRM_ADDRESS_LINK = Confirmar o endereço
PASSWORD_STATE_SET = Há uma senha definida.
PASSWORD_STATE_NONE = Ainda não há nenhuma senha.
CHANGE_PASSWORD_LINK = Alterar a senha
SET_PASSWORD_LINK = Definir uma senha
SIGN_IN_METHODS_LABEL = { $count ->
    [one] Pode entrar de { $count } forma
   *[other] Pode entrar de { $count } formas
}
METHOD_PASSWORD = Senha
METHOD_LINK = Link por e-mail
ACCOUNT_SESSIONS_HEADING = Onde a sua sessão está aberta
DEVICES_COUNT = { $count ->
    [one] A sua sessão está aberta em { $count } dispositivo.
   *[other] A sua sessão está aberta em { $count } dispositivos.
}
DEVICES_LINK = Ver os dispositivos
SIGN_OUT_EVERYWHERE_LABEL = Sair em todos os dispositivos
SIGN_OUT_EVERYWHERE_HINT = Encerra a sua sessão em todos os dispositivos, incluindo este, e anula todos os links que lhe foram enviados por e-mail.
SIGN_OUT_EVERYWHERE_BUTTON = Sair em todos os dispositivos
SIGNED_OUT_EVERYWHERE = A sua sessão foi encerrada em todos os dispositivos.

# Devices.
DEVICES_TITLE = Dispositivos
DEVICES_LEAD = Onde a sua sessão está aberta agora. Encerre a sessão nos dispositivos que não conhece e, nesse caso, altere a sua senha.
DEVICES_NONE = A sua sessão não está aberta no navegador de nenhum dispositivo.
THIS_DEVICE = Este dispositivo
DEVICE_ACTIVE_NOW = Em uso agora
DEVICE_ACTIVE = Último uso há { $length }
DEVICE_BROWSER_ON_SYSTEM = { $browser } em { $system }
DEVICE_BROWSER = { $browser }
DEVICE_ON_SYSTEM = Um navegador em { $system }
DEVICE_UNKNOWN = Um navegador
SIGN_OUT_OTHERS_LABEL = Todos os outros dispositivos
SIGN_OUT_OTHERS_HINT = Encerra a sua sessão em todos os dispositivos exceto este e anula os acessos que os programas usam para agir em seu nome.
SIGN_OUT_OTHERS_BUTTON = Sair em todos os outros
SESSION_UNKNOWN = A sua sessão já não está aberta nesse dispositivo ou nunca esteve.
DEVICE_SIGNED_OUT = A sessão nesse dispositivo foi encerrada.
OTHERS_SIGNED_OUT = A sessão foi encerrada em todos os outros dispositivos.

# What happened.
ACTIVITY_TITLE = Atividade
ACTIVITY_LEAD = O que aconteceu na sua conta nos últimos 90 dias.
ACTIVITY_NONE = Nada aconteceu neste período.
ACTIVITY_WHEN = { $when }
ACTIVITY_BY_STAFF = Pelos responsáveis por { $app }
ACTIVITY_OLDER_LINK = Mais antigas
ACTIVITY_NOT_ME_LABEL = Há aqui algo que não foi você?
ACTIVITY_NOT_ME_HINT = Encerra a sessão em todos os dispositivos, incluindo este, e remove a senha. Enviaremos um link para escolher uma nova.
ACTIVITY_NOT_ME_BUTTON = Não fui eu
ACTIVITY_OTHER = Outro acontecimento na sua conta
ACTIVITY_SIGN_IN = Sessão iniciada
ACTIVITY_SIGN_IN_FAILED = Uma tentativa de entrar falhou
ACTIVITY_SIGN_OUT = Sessão encerrada
ACTIVITY_PROVEN = Senha inserida novamente
ACTIVITY_SIGN_UP = Você criou a sua conta
ACTIVITY_CONFIRMATION_REQUESTED = Foi pedido um link para confirmar o seu endereço
ACTIVITY_CONFIRMED = O seu endereço foi confirmado
ACTIVITY_RESET_REQUESTED = Foi pedido um link para uma nova senha
ACTIVITY_PASSWORD_RESET = Uma nova senha foi definida através de um link enviado por e-mail
ACTIVITY_PASSWORD_CHANGED = A sua senha foi alterada
ACTIVITY_LOGIN_LINK_REQUESTED = Foi pedido um link de acesso
ACTIVITY_TOKEN_GRANTED = Um programa recebeu acesso
ACTIVITY_TOKENS_REVOKED = O acesso de todos os programas foi encerrado
ACTIVITY_NOT_ME = “Não fui eu”: todos os acessos foram encerrados
ACTIVITY_USER_CREATED = A sua conta foi criada
ACTIVITY_USER_ACTIVATED = A sua conta foi ativada
ACTIVITY_USER_DEACTIVATED = A sua conta foi desativada
ACTIVITY_USER_DELETED = A sua conta foi excluída
ACTIVITY_ACCESS_ENDED = Sessão encerrada em todos os dispositivos
ACTIVITY_LOCKED = A sua senha foi bloqueada após muitas tentativas erradas
ACTIVITY_UNLOCKED = A sua senha foi desbloqueada
ACTIVITY_PROFILE_CHANGED = Os seus dados foram alterados
ACTIVITY_ROLE_CREATED = Uma função foi criada
ACTIVITY_ROLE_GRANTED = Uma função foi atribuída a você
ACTIVITY_ROLE_REVOKED = Uma função foi retirada de você
ACTIVITY_PERMISSIONS_CHANGED = O que a sua função permite foi alterado

# What people say of themselves.
PROFILE_TITLE = Perfil
PROFILE_LEAD = Os dados pelos quais este serviço conhece você.
PROFILE_LANGUAGE_LABEL = Idioma das páginas e dos e-mails
PROFILE_SAVE_BUTTON = Salvar
PROFILE_SAVED = Os seus dados foram salvos.
