EMAIL_SUBJECT_NEW_DEVICE = Novo acesso à sua conta
NEW_DEVICE_NOTICE_TITLE = Novo acesso à sua conta
NEW_DEVICE_NOTICE_TEXT = Alguém entrou na conta de { $email } em { $app } com um navegador em que ninguém tinha entrado antes.
NEW_DEVICE_NOTICE_WHY = Este e-mail foi enviado porque houve um acesso com um novo navegador.
