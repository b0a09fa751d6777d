# Signing in, and what one may see.
GENERIC_AUTHN_FAILED = Endereço de e-mail ou senha incorretos.
UNAUTHENTICATED = Entre na sua conta para ver esta página.
UNAUTHORIZED = A sua conta não tem permissão para isto.
UNAUTHORIZED_TITLE = Sem permissão
REAUTHENTICATION_REQUIRED = Confirme que é você antes de continuar.
ANONYMOUS_USER_REQUIRED = A sua sessão já está aberta. Para fazer isto, saia primeiro.
DISABLED_ACCOUNT = Esta conta está desativada.
DELETION_PENDING = Esta conta será excluída em { $when }. Para mantê-la, use o link do e-mail que enviamos quando a exclusão foi pedida.
ACCESS_ENDED = A senha acaba de ser alterada ou todos os acessos foram encerrados. Entre novamente.
USER_DOES_NOT_EXIST = Não existe nenhuma conta com este endereço.
INVALID_PASSWORD = A senha está incorreta.

# Addresses and other input.
EMAIL_NOT_PROVIDED = Insira o seu endereço de e-mail.
INVALID_EMAIL_ADDRESS = Isto não é um endereço de e-mail.
EMAIL_ALREADY_ASSOCIATED = Já existe uma conta com { $email }.
FIELD_NOT_PROVIDED = Preencha “{ $label }”.
FIELD_TOO_LONG = O limite de caracteres de “{ $label }” é { $length }.
INVALID_INPUT = Isto não pode ser usado aqui.
INVALID_INPUT_LENGTH = Isto é curto ou longo demais.
UNKNOWN_FIELD = O campo “{ $field }” não é conhecido aqui.
INVALID_REDIRECT = A página seguinte indicada não é permitida.

# New passwords.
PASSWORD_NOT_PROVIDED = Insira uma senha.
PASSWORD_INVALID_LENGTH = Use { $length } ou mais caracteres.
PASSWORD_TOO_LONG = Use no máximo { $length } caracteres.
PASSWORD_HAS_CONTEXT = Esta senha é formada pelo nome deste serviço, pelo seu endereço ou pelos seus dados. Escolha uma que ninguém consiga adivinhar a partir deles.
PASSWORD_TOO_COMMON = Muitas pessoas usam esta senha ou uma muito parecida, e ela está entre as primeiras que alguém tentaria adivinhar. Escolha outra, por exemplo várias palavras sem relação entre si.
PASSWORD_TOO_SIMPLE = Esta senha é fácil demais de adivinhar. Escolha uma mais longa ou menos regular.
PASSWORD_BREACHED = Esta senha consta de uma lista de senhas roubadas. Escolha outra e troque também esta nos outros lugares em que a usa.
PASSWORD_BREACHED_SITE_ERROR = Não foi possível verificar se esta senha foi roubada. Nada foi alterado; tente novamente daqui a alguns minutos.
PASSWORD_HASH_UNREADABLE = Este hash de senha está malformado, é de um tipo desconhecido aqui ou exige processamento demais.
RETYPE_PASSWORD_MISMATCH = As duas senhas não são iguais.

# Requests that go wrong before any feature sees them.
API_ERROR = A solicitação não tem o formato esperado aqui.
BODY_UNREADABLE = Não foi possível ler o que foi enviado.
BODY_UNREADABLE_TITLE = Não foi possível ler
BODY_TOO_LARGE = O que foi enviado é grande demais.
BODY_TOO_LARGE_TITLE = Grande demais
BODY_TOO_SLOW = O envio demorou tempo demais. Nada foi alterado; tente novamente.
BODY_TOO_SLOW_TITLE = Lento demais
CROSS_ORIGIN = Este formulário foi enviado a partir de outro site, por isso nada foi feito. Abra a página aqui e tente novamente.
BODY_TYPE = Envie um formulário ou JSON.
BODY_TYPE_TITLE = Não foi possível ler
CROSS_ORIGIN_TITLE = Enviado a partir de outro site
OPEN_FORM_LINK = Abrir a página novamente
COOKIE_REFUSED = Seu navegador não guardou o cookie que mostra quem entrou; por isso, você não entrou aqui. Permita cookies para este site e entre novamente.
COOKIE_REFUSED_TITLE = Cookie recusado
SIGN_IN_AGAIN_LINK = Entrar novamente
HOST_NOT_ALLOWED = Este servidor não responde pelo nome indicado no endereço.
HOST_NOT_ALLOWED_TITLE = Nome de servidor desconhecido
NOT_FOUND = Não existe nenhuma página neste endereço.
NOT_FOUND_TITLE = Página não encontrada
METHOD_NOT_ALLOWED = Esta página não pode ser usada dessa forma.
METHOD_NOT_ALLOWED_TITLE = Não é possível aqui
TOO_BUSY = Há muitas pessoas aqui neste momento. Nada foi alterado; tente novamente daqui a alguns segundos.
TOO_BUSY_TITLE = Ocupado demais neste momento
TOO_MANY_REQUESTS = Muitas tentativas. Aguarde { $wait } antes de tentar novamente.
TOO_MANY_REQUESTS_TITLE = Muitas tentativas
SET_NEW_PASSWORD_LINK = Definir uma nova senha
UNAVAILABLE = Não é possível fazer isto neste momento. Nada foi alterado; tente novamente daqui a alguns minutos.
UNAVAILABLE_TITLE = Indisponível neste momento
SERVER_ERROR = Ocorreu um erro do nosso lado. Tente novamente; se o erro continuar, informe o número da solicitação indicado abaixo.
SERVER_ERROR_TITLE = Ocorreu um erro


# The one way on from a page.
SIGN_IN_LINK = Entrar
CONTINUE_LINK = Continuar
START_PAGE_LINK = Ir para a página inicial

# Words of all pages.
LANGUAGE_NAME = Português
ERROR_PREFIX = Erro:
OPTIONAL = (opcional)
EMAIL_LABEL = Endereço de e-mail
PASSWORD_LABEL = Senha
PASSWORD_AGAIN_LABEL = Repetir a senha
NEW_PASSWORD_LABEL = Nova senha
NEW_PASSWORD_AGAIN_LABEL = Repetir a nova senha
NEW_PASSWORD_HINT = { $min } ou mais caracteres. Quatro palavras ao acaso são suficientes.
SIGNED_IN_AS = Sessão aberta como { $email }
SIGN_OUT_BUTTON = Sair
BACK_TO_SIGN_IN = Voltar à página de entrada
SEND_LINK_BUTTON = Enviar o link
EMAIL_LINK_BUTTON = Receber um link de acesso por e-mail
STATUS_LABEL = Código
REQUEST_LABEL = Solicitação
DEV_MAILBOX_LINK = Caixa de e-mail de desenvolvimento

# Words of all mails.
MAIL_HEADING = { $app }: { $title }
MAIL_BUTTON = { $label }:
MAIL_COPY_LINK = Ou copie este link para o seu navegador:
CHOOSE_PASSWORD = Escolher uma nova senha
NOTICE_WHEN = Quando: { $when }
NOTICE_ADDRESS = Endereço IP: { $ip }
NOTICE_DEVICE = Dispositivo: { $device }
NOTICE_NOT_ME = Se não foi você, bloqueie quem fez isto. O link funciona uma única vez, durante { $within }.
NOT_ME_BUTTON = Não fui eu
NOTICE_CHOOSE = Se não foi você, escolha agora uma nova senha.
NOTICE_WAS_YOU = Se foi você, não é necessário fazer nada.
NOTICE_WAS_NOT_YOU = Se não foi você, é possível que outra pessoa tenha a sua senha ou leia os seus e-mails: altere também a senha da sua caixa de e-mail.
NOTICE_TELL = Se não foi você, avise imediatamente os responsáveis por { $app }.

# Lengths of time and moments.
DAYS = { $count ->
    [one] { $count } dia
   *[other] { $count } dias
}
HOURS = { $count ->
    [one] { $count } hora
   *[other] { $count } horas
}
MINUTES = { $count ->
    [one] { $count } minuto
   *[other] { $count } minutos
}
SECONDS = { $count ->
    [one] { $count } segundo
   *[other] { $count } segundos
}
LENGTH_PAIR = { $large } e { $small }
MOMENT = { $day } de { $month ->
    [1] janeiro
    [2] fevereiro
    [3] março
    [4] abril
    [5] maio
    [6] junho
    [7] julho
    [8] agosto
    [9] setembro
    [10] outubro
    [11] novembro
   *[12] dezembro
} de { $year }, { $hour }:{ $minute } UTC

SEND_AGAIN_LINK = Enviar novamente
HELP_LINK = Ajuda
PRIVACY_LINK = Privacidade
TERMS_LINK = Termos de uso
SHOW_PASSWORD = Mostrar a senha

# Where a browser waits for a mail.
CHECK_MAIL_TITLE = Verifique o seu e-mail
CHECK_MAIL_ADDRESS = o seu endereço
CHECK_MAIL_DEV = Modo de desenvolvimento: o e-mail está nesta máquina.
CHECK_MAIL_NOTHING = Não chegou nada depois de alguns minutos? Procure na pasta de spam e verifique se o endereço acima está escrito corretamente.
USE_OTHER_ADDRESS = Usar outro endereço
CODE_LABEL = Código do e-mail
CODE_HINT = 8 letras e números. O link do e-mail também funciona, neste navegador.
CODE_BUTTON = Continuar
CODE_UNREADABLE = Um código tem 8 letras e números, por exemplo CDFG HJ34.
INVALID_CODE = Este código está incorreto ou foi criado há mais de { $within }. Em caso de dúvida, peça um novo e-mail.
CODE_OVER = Já não é possível usar nenhum código aqui. Peça um novo e-mail.
MAIL_CODE = Ou insira este código na página em que pediu este e-mail, no prazo de { $within }:
