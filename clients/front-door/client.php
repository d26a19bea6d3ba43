<?php
// Programs that were written for winic, at the front door: a proxy from the WSDL, and a form in GB2312.
// php client.php BASE USER PASSWORD VERSION

[, $base, $user, $password, $version] = $argv;

$soap = new SoapClient("$base/door/winic-asmx/service.asmx?WSDL", [
    'soap_version' => $version === '1.2' ? SOAP_1_2 : SOAP_1_1,
    'cache_wsdl' => WSDL_CACHE_NONE,
]);
$login = ['uid' => $user, 'pwd' => $password];
$id = $soap->SendMessages($login + ['tos' => '13800138000', 'msg' => '您好——【驿站】', 'otime' => ''])
    ->SendMessagesResult;
echo 'id=', preg_match('/^\s*[0-9]{16}\s*$/', $id) ? 'ok' : $id, "\n";
$refused = $soap->SendMessages(['uid' => $user, 'pwd' => 'wrong', 'tos' => '13800138000', 'msg' => 'a', 'otime' => '']);
echo 'refused=', trim($refused->SendMessagesResult), "\n";
$reports = '';
for ($i = 0; $i < 100 && strpos($reports, trim($id)) === false; $i++) {
    usleep(200000);
    $reports .= $soap->SMS_Reports($login)->SMS_ReportsResult;
}
echo 'report=', preg_match('#' . trim($id) . "/$user/13800138000/DELIVRD/#", $reports) ? 'ok' : $reports, "\n";

$form = "id=$user&pwd=$password&to=13800138000&content=" . urlencode(iconv('UTF-8', 'CP936', '您好')) . '&time=';
$answer = file_get_contents("$base/door/winic-http/sys_port/gateway/index.asp", false, stream_context_create(['http' => [
    'method' => 'POST',
    'header' => 'Content-Type: application/x-www-form-urlencoded',
    'content' => $form,
]]));
echo 'form=', explode('/', $answer)[0], "\n";
