# Signs the program before it is packed and the installer after it. Ikke afprøvet på Windows endnu.
#   installer\windows\sign.ps1 -Thumbprint <of the certificate in the user's store> [-Timestamp <address of a time stamp server>]
# A time stamp keeps the signature good after the certificate has run out; it is the one step that asks a server.
param(
    [Parameter(Mandatory = $true)] [string] $Thumbprint,
    [string] $Timestamp = "",
    [string] $Folder = "build\package\folder\opspor",
    [string] $Dist = "dist"
)
$ErrorActionPreference = "Stop"
$stamp = if ($Timestamp) { @("/tr", $Timestamp, "/td", "sha256") } else { @() }
$files = @(Get-ChildItem $Folder -Filter "*.exe") + @(Get-ChildItem $Dist -Filter "*-setup.exe" -ErrorAction SilentlyContinue)
foreach ($file in $files) {
    & signtool sign /sha1 $Thumbprint /fd sha256 @stamp $file.FullName
    if ($LASTEXITCODE -ne 0) { throw "signtool: $($file.Name)" }
    & signtool verify /pa $file.FullName
    if ($LASTEXITCODE -ne 0) { throw "signtool verify: $($file.Name)" }
}
