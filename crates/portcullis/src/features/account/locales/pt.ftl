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
ACTIVITY_SIGN_IN = { $via ->
    [password] Sessão iniciada com a senha
    [token] Sessão iniciada com um link enviado por e-mail
    [code] Sessão iniciada com um código enviado por e-mail
    [register] Sessão iniciada ao criar a conta
    [confirm] Sessão iniciada ao confirmar o endereço
    [reset] Sessão iniciada ao definir uma nova senha
    [change] Sessão iniciada novamente com a senha alterada
   *[other] Sessão iniciada
}
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
ACTIVITY_DELETION_REQUESTED = Foi pedida a exclusão da sua conta
ACTIVITY_DELETION_UNDONE = A exclusão da sua conta foi cancelada
ACTIVITY_DATA_EXPORTED = Foi criada uma cópia dos seus dados
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

# What is kept, and the end of the account.
DATA_TITLE = Os seus dados
DATA_LEAD = Leve consigo o que este serviço guarda sobre você ou exclua a sua conta.
EXPORT_LABEL = Baixar os seus dados
EXPORT_HINT = Tudo o que é guardado sobre você, em um único arquivo JSON.
EXPORT_BUTTON = Baixar
DELETE_LABEL = Excluir a sua conta
DELETE_HINT = A conta é excluída { $within } depois do seu pedido. Até lá, pode cancelar a exclusão.
DELETE_LINK = Excluir
DELETE_TITLE = Excluir a sua conta
DELETE_LEAD = Isto exclui a conta { $email } em { $app }.
DELETE_WHAT = A sua sessão é encerrada imediatamente em todos os dispositivos e ninguém pode entrar na conta. Depois de { $within }, a conta é excluída definitivamente, com tudo o que é guardado sobre você.
DELETE_UNDO = Enviaremos um e-mail com um link. Enquanto a conta aguardar a exclusão, esse link permite cancelá-la.
DELETE_BUTTON = Excluir a minha conta
DELETION_REQUESTED = A sua conta será excluída em { $when }. Um link para cancelar a exclusão já está a caminho de { $email }.
UNDO_DELETION_TITLE = Manter a sua conta?
UNDO_DELETION_LEAD = A conta { $email } em { $app } será excluída em { $when }.
UNDO_DELETION_WHAT = O botão cancela a exclusão. Poderá entrar novamente como antes.
UNDO_DELETION_BUTTON = Manter a minha conta
UNDO_DELETION_NOTHING = Quer que a conta seja excluída? Feche esta página e nada mudará.
DELETION_UNDONE = A conta { $email } não será excluída. Já pode entrar novamente.
INVALID_UNDO_DELETION_TOKEN = Este link está incompleto ou a conta a que se destinava já foi excluída.
UNDO_DELETION_EXPIRED = O prazo para cancelar a exclusão terminou: a conta está prestes a ser excluída definitivamente.
UNDO_DELETION_USED = Este link já foi usado e a conta foi mantida. Entre como antes.

# The mail about it.
EMAIL_SUBJECT_DELETION = A sua conta será excluída
DELETION_NOTICE_TITLE = A sua conta será excluída
DELETION_NOTICE_TEXT = A conta { $email } em { $app } será excluída em { $when }, porque isso foi pedido. Já ninguém pode entrar nela.
DELETION_NOTICE_UNDO = Quer manter a conta? O link funciona uma única vez, até o momento da exclusão.
DELETION_NOTICE_NOT_ME = Se não foi você que pediu isto, é possível que outra pessoa tenha a sua senha. Este link funciona uma única vez, durante { $within }: mantém a conta, remove a senha e envia por e-mail um link para escolher uma nova.
DELETION_NOTICE_WHY = Este e-mail foi enviado porque foi pedida a exclusão da sua conta.
DELETION_NOTICE_WAS_YOU = Se é isso que quer, não é necessário fazer nada.
