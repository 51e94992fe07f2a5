/**
 * Names that people and systems give to columns, by what the column holds: a closed list, in the languages of many
 * exports. Letter case, blanks, `_`, `-`, accents, apostrophes and marks such as `*` do not matter.
 *
 * A word that means different things has no place here: `Apelido` is a surname in Portugal and a nickname in Brazil, and
 * `Identifiant` may be an id or a sign-in name. `Name`, `Nom` and the like are whole names, except next to the other part:
 * see `surnameBesideGivenName`.
 */

/** The first name of a person. */
export const givenName: readonly string[] = [
  ...['Given name', 'Given names', 'Forename', 'Fname'],
  ...['Vorname', 'Vornamen'],
  ...['Prénom', 'Prénoms'],
  ...['Nombre', 'Nombres', 'Nombre de pila', 'Primer nombre'],
  ...['Nome', 'Nome próprio', 'Primeiro nome'],
  ...['Voornaam', 'Roepnaam', 'Imię', 'Imiona', 'Förnamn', 'Tilltalsnamn', 'Fornavn', 'Etunimi'],
  ...['Křestní jméno', 'Keresztnév', 'Utónév', 'Prenume', 'Имя', 'Ім’я', 'Όνομα'],
  ...['名', 'ファーストネーム'],
];

/** The family name of a person. */
export const surname: readonly string[] = [
  ...['Surname', 'Family name', 'Lname'],
  ...['Nachname', 'Familienname', 'Zuname'],
  ...['Nom de famille', 'Apellido', 'Apellidos', 'Cognome', 'Sobrenome', 'Último nome'],
  ...['Achternaam', 'Familienaam', 'Nazwisko', 'Efternamn', 'Efternavn', 'Etternavn', 'Sukunimi'],
  ...['Příjmení', 'Priezvisko', 'Vezetéknév', 'Családnév', 'Nume de familie', 'Soyad', 'Soyadı', 'Soyisim'],
  ...['Фамилия', 'Прізвище', 'Επώνυμο', '姓', '姓氏', '苗字', '성'],
];

/** Words for a name, which next to a first name are the surname: German `Vorname` and `Name`, French `Prénom` and `Nom`. */
export const surnameBesideGivenName: readonly string[] = ['Name', 'Nom', 'Naam', 'Namn', 'Navn', 'Nume'];

/** The whole name of a person. */
export const wholeName: readonly string[] = [
  ...['Name', 'Full name', 'Complete name'],
  ...['Anzeigename', 'Vollständiger Name', 'Vor- und Nachname'],
  ...['Nom', 'Nom complet', 'Nom affiché', 'Nom d’affichage', 'Nom et prénom', 'Prénom et nom'],
  ...['Nombre', 'Nombre completo', 'Nombre para mostrar', 'Nombre y apellidos'],
  ...['Nome', 'Nome completo', 'Nome visualizzato', 'Nome e cognome', 'Nome de exibição'],
  ...['Naam', 'Volledige naam', 'Weergavenaam', 'Nazwa wyświetlana', 'Imię i nazwisko'],
  ...['Namn', 'Fullständigt namn', 'Visningsnamn', 'Navn', 'Fulde navn', 'Fullt navn', 'Nimi', 'Koko nimi'],
  ...['Jméno', 'Celé jméno', 'Név', 'Teljes név', 'Ad Soyad', 'Имя', 'Полное имя', 'ФИО'],
  ...['姓名', '名字', '显示名称', '顯示名稱', '名前', '氏名', '表示名', '이름', '성명'],
];

export const emailAddress: readonly string[] = [
  ...['Email address', 'Mail', 'Mail address'],
  ...['E-Mail-Adresse', 'Mailadresse'],
  ...['Courriel', 'Adresse e-mail', 'Adresse mail', 'Adresse de courriel', 'Adresse électronique'],
  ...['Correo', 'Correo electrónico', 'Dirección de correo', 'Dirección de correo electrónico'],
  ...['Indirizzo e-mail', 'Posta elettronica', 'Endereço de e-mail', 'Correio eletrônico'],
  ...['E-mailadres', 'Mailadres', 'Adres e-mail', 'Poczta elektroniczna'],
  ...[
    'E-post',
    'E-postadress',
    'Mejladress',
    'E-mailadresse',
    'E-postadresse',
    'Sähköposti',
    'Sähköpostiosoite',
  ],
  ...['E-mailová adresa', 'E-mail-cím', 'Adresă de e-mail', 'E-posta', 'E-posta adresi'],
  ...['Электронная почта', 'Адрес электронной почты', 'Електронна пошта'],
  ...[
    'メール',
    'メールアドレス',
    '邮箱',
    '邮箱地址',
    '电子邮件',
    '电子邮箱',
    '電子郵件',
    '電郵',
    '이메일',
    '이메일 주소',
  ],
];

export const userId: readonly string[] = [
  ...['User ID', 'UID', 'Local ID', 'Participant ID', 'Member ID', 'Employee ID', 'Employee number'],
  ...['Benutzer-ID', 'Nutzer-ID', 'Teilnehmer-ID', 'Mitglieds-ID', 'Mitgliedsnummer', 'Personalnummer'],
  ...['ID utilisateur', 'ID d’utilisateur', 'Identifiant utilisateur', 'Numéro de membre'],
  ...['ID de usuario', 'ID usuario', 'Número de miembro', 'ID utente'],
  ...['ID do usuário', 'ID usuário', 'ID do utilizador', 'Gebruikers-ID', 'ID użytkownika'],
  ...['Användar-ID', 'Bruger-ID', 'Bruker-ID', 'Käyttäjä-ID', 'ID пользователя'],
  ...[
    'ユーザーID',
    '会員番号',
    '会員ID',
    '用户ID',
    '用户编号',
    '会员编号',
    '用戶ID',
    '使用者ID',
    '사용자 ID',
    '회원번호',
  ],
];

export const accountId: readonly string[] = [
  ...['Account', 'Account number', 'Company ID', 'Organization ID', 'Organisation ID'],
  ...['Konto-ID', 'Kontonummer', 'Firmen-ID', 'ID de compte', 'ID du compte', 'Numéro de compte'],
  ...['ID de cuenta', 'ID de la cuenta', 'Número de cuenta', 'ID dell’account', 'ID da conta', 'ID konta'],
  ...['ID аккаунта', 'アカウントID', '账户ID', '帐户ID', '帳戶ID', '계정 ID'],
];

export const language: readonly string[] = [
  ...['Language', 'Preferred language', 'Language code', 'Sprache', 'Bevorzugte Sprache', 'Langue', 'Idioma'],
  ...['Lingua', 'Língua', 'Taal', 'Język', 'Språk', 'Sprog', 'Kieli', 'Jazyk', 'Nyelv', 'Limbă', 'Dil'],
  ...['Язык', 'Мова', 'Γλώσσα', '言語', '语言', '語言', '언어'],
];

export const country: readonly string[] = [
  ...['Country', 'Country ISO', 'Land', 'Ländercode', 'Länderkürzel', 'Pays', 'Code pays'],
  ...[
    'País',
    'Código de país',
    'Código do país',
    'Paese',
    'Codice paese',
    'Landcode',
    'Landkod',
    'Landekode',
  ],
  ...['Landskod', 'Kraj', 'Kod kraju', 'Země', 'Ország', 'Țară', 'Ülke', 'Страна', 'Країна', 'Χώρα'],
  ...['国', '国名', '国家', '國家', '국가'],
];

export const creationDate: readonly string[] = [
  ...['Created', 'Created at', 'Created on', 'Creation date', 'Creation time', 'Created timestamp'],
  ...['Date joined', 'Join date', 'Joined', 'Signup date', 'Registered at', 'Registration date'],
  ...[
    'Erstellt am',
    'Angelegt am',
    'Registriert am',
    'Erstellungsdatum',
    'Registrierungsdatum',
    'Beitrittsdatum',
  ],
  ...[
    'Créé le',
    'Date de création',
    'Date d’inscription',
    'Fecha de creación',
    'Creado el',
    'Fecha de registro',
  ],
  ...['Data di creazione', 'Creato il', 'Data de criação', 'Criado em', 'Data de cadastro', 'Aangemaakt op'],
  ...[
    'Aanmaakdatum',
    'Data utworzenia',
    'Data rejestracji',
    'Skapad',
    'Registreringsdatum',
    'Oprettet',
    'Opprettet',
  ],
  ...[
    'Дата создания',
    'Дата регистрации',
    '作成日',
    '作成日時',
    '登録日',
    '创建时间',
    '创建日期',
    '注册时间',
    '建立日期',
  ],
  ...['생성일', '가입일'],
];

export const picture: readonly string[] = [
  ...['Avatar', 'Avatar URL', 'Picture', 'Picture URL', 'Photo', 'Photo URL', 'Profile picture'],
  ...[
    'Bild-URL',
    'Profilbild',
    'Foto',
    'Photo de profil',
    'Foto de perfil',
    'Imagen de perfil',
    'Foto profilo',
  ],
  ...['Foto do perfil', 'Profielfoto', 'Zdjęcie', 'Zdjęcie profilowe', 'Profilbillede', 'Profiilikuva'],
  ...['Аватар', 'Фото', 'プロフィール画像', '头像', '頭像', '프로필 사진'],
];

export const status: readonly string[] = [
  ...['Status', 'User status', 'Benutzerstatus', 'Statut', 'Estado', 'Stato', 'Tila', 'Stav', 'Durum'],
  ...['Статус', 'ステータス', '状态', '狀態', '상태'],
];

export const role: readonly string[] = [
  ...['User role', 'Rolle', 'Benutzerrolle', 'Rôle', 'Rol', 'Ruolo', 'Função', 'Rola', 'Roll', 'Rooli'],
  ...['Роль', '役割', 'ロール', '角色', '역할'],
];

export const groups: readonly string[] = [
  ...[
    'Group',
    'Group names',
    'Gruppe',
    'Gruppen',
    'Groupe',
    'Groupes',
    'Grupo',
    'Grupos',
    'Gruppo',
    'Gruppi',
  ],
  ...['Groep', 'Groepen', 'Grupa', 'Grupy', 'Grupp', 'Grupper', 'Ryhmä', 'Ryhmät', 'Группа', 'Группы'],
  ...['グループ', '组', '群组', '群組', '그룹'],
];

/** The names with which a user signs in to other systems. */
export const usernames: readonly string[] = [
  ...['Source username', 'Source usernames', 'Username', 'Usernames', 'Login', 'Login name'],
  ...[
    'Benutzername',
    'Benutzernamen',
    'Anmeldename',
    'Nom d’utilisateur',
    'Nombre de usuario',
    'Nome utente',
  ],
  ...['Nome de usuário', 'Nome de utilizador', 'Gebruikersnaam', 'Nazwa użytkownika', 'Användarnamn'],
  ...['Brugernavn', 'Brukernavn', 'Käyttäjätunnus', 'Uživatelské jméno', 'Felhasználónév', 'Kullanıcı adı'],
  ...['Имя пользователя', 'ユーザー名', '用户名', '用戶名', '使用者名稱', '사용자 이름', '사용자명'],
];
