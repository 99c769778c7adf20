; Inno Setup 6: one installer for Windows 10 and 11, 64 bit. Ikke afprøvet på Windows endnu.
;
;   iscc /DVersion=0.1.0 /DFolder=..\..\build\package\folder\opspor installer\windows\opspor.iss
;
; For one person without an administrator (the default), or for the whole PC (/ALLUSERS, asks for one).
; Silent, for IT: opspor-0.1.0-setup.exe /VERYSILENT /SUPPRESSMSGBOXES /NORESTART [/ALLUSERS | /CURRENTUSER] [/LOG=file]
; Removing it leaves every vault and every copy where it lies: they are the house's, not the program's.

#ifndef Version
  #error Skriv udgaven: /DVersion=0.1.0
#endif
#ifndef Folder
  #define Folder "..\..\build\package\folder\opspor"
#endif

[Setup]
AppId={{6B2E8F0B-6E0C-4E0C-9C1E-6C2B8C2F7A51}
AppName=opspor
AppVersion={#Version}
AppVerName=opspor {#Version}
AppPublisher=opspor
VersionInfoVersion={#Version}
DefaultDirName={autopf}\opspor
DefaultGroupName=opspor
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=commandline dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\build\package\opspor.ico
UninstallDisplayIcon={app}\opspor.exe
UninstallDisplayName=opspor
OutputDir=..\..\dist
OutputBaseFilename=opspor-{#Version}-setup
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
; An open program holds its vault: it is asked to close, which locks it, and nothing that was typed is lost.
CloseApplications=yes
RestartApplications=no
ChangesAssociations=yes
; Signed where the certificate is; see sign.ps1. Without /Ssign=... the installer is made unsigned.
#ifdef Sign
SignTool=sign
SignedUninstaller=yes
#endif

[Languages]
Name: "da"; MessagesFile: "compiler:Languages\Danish.isl"

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[Files]
Source: "{#Folder}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[InstallDelete]
; What an older version brought along and a newer one does not.
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{autoprograms}\opspor"; Filename: "{app}\opspor.exe"; AppUserModelID: "opspor"
Name: "{autodesktop}\opspor"; Filename: "{app}\opspor.exe"; AppUserModelID: "opspor"; Tasks: desktopicon

[Registry]
Root: HKA; Subkey: "Software\Classes\.opspor-kopi"; ValueType: string; ValueData: "opspor.kopi"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\opspor.kopi"; ValueType: string; ValueData: "Kopi af en opspor-mappe"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\opspor.kopi\DefaultIcon"; ValueType: string; ValueData: "{app}\opspor.exe,0"
Root: HKA; Subkey: "Software\Classes\opspor.kopi\shell\open\command"; ValueType: string; ValueData: """{app}\opspor.exe"" ""%1"""
Root: HKA; Subkey: "Software\Classes\.opspor-kommune"; ValueType: string; ValueData: "opspor.kommune"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\opspor.kommune"; ValueType: string; ValueData: "Kommunens fil til opspor"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\opspor.kommune\DefaultIcon"; ValueType: string; ValueData: "{app}\opspor.exe,0"
Root: HKA; Subkey: "Software\Classes\opspor.kommune\shell\open\command"; ValueType: string; ValueData: """{app}\opspor.exe"" ""%1"""

[Run]
Filename: "{app}\opspor.exe"; Description: "{cm:LaunchProgram,opspor}"; Flags: nowait postinstall skipifsilent
