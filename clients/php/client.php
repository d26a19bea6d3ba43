<?php
// Calls the gateway with PHP's built-in SoapClient (ext-soap), driven by the WSDL.
// php client.php BASE USER PASSWORD VERSION RUN

declare(strict_types=1);

[, $base, $user, $password, $version, $run] = $argv;

function client(string $base, string $user, string $password, string $version): SoapClient
{
    return new SoapClient("$base/sms?wsdl", [
        'soap_version' => ['1.1' => SOAP_1_1, '1.2' => SOAP_1_2][$version],
        'login' => $user,
        'password' => $password,
        // An array even for a list of one element.
        'features' => SOAP_SINGLE_ELEMENT_ARRAYS,
        // Omit this in production, so that the parsed WSDL is cached on disk.
        'cache_wsdl' => WSDL_CACHE_NONE,
        // For __getLastResponseHeaders().
        'trace' => true,
    ]);
}

// The gateway's typed fault is an object in the fault's detail. All values are strings, even the boolean:
// PHP does not use the WSDL there.
function faultOf(SoapFault $e): stdClass
{
    return $e->detail->GatewayFault;
}

$sms = client($base, $user, $password, $version);

// An empty list is a missing property, hence the "?? []".
$channels = $sms->ListChannels()->channel ?? [];
echo 'channels=', count($channels), "\n";
echo "first={$channels[0]->name} abilities=", count($channels[0]->ability ?? []), "\n";

$message = [
    'requestId' => "php-$version-$run",
    'channel' => 'winic-http',
    'recipient' => ['13800138000', '13900139000'],
    'text' => '验证码１２３４，5您好<&>镕喆php',
    'reference' => 'php',
];
$sent = $sms->Send($message)->submission;
echo "send=$sent->state deliveries=", count($sent->delivery),
    " number={$sent->delivery[1]->number} outcome={$sent->call[0]->outcome}\n";

// The same requestId with the same content is the same submission: repeating is safe.
$again = $sms->Send($message)->submission;
echo 'again=', $again->id === $sent->id ? 'yes' : 'no', "\n";

// Identifiers are strings; an xsd:dateTime is a string as well.
$found = $sms->GetSubmission(['id' => $sent->id])->submission;
$age = abs(time() - (new DateTimeImmutable($found->createdAt))->getTimestamp());
echo "reference=$found->reference createdAt=", $age <= 60 ? 'ok' : $found->createdAt,
    " parts=$found->parts\n";

try {
    $sms->Send(['channel' => 'winic-http', 'recipient' => '13800138000', 'text' => '好😀']);
    echo "fault=none\n";
} catch (SoapFault $e) {
    $fault = faultOf($e);
    echo "fault=$fault->code category=$fault->category retryable=",
        $fault->retryable === 'true' ? 'true' : 'false', ' detail=', $fault->detail !== '' ? 'yes' : 'no', "\n";
}

$batch = $sms->FetchReports(['max' => 10]);
echo 'reports=', is_bool($batch->more) ? 'ok' : 'no', "\n";
$reports = $batch->report ?? [];
$position = $reports ? end($reports)->position : '0';
$sms->Acknowledge(['kind' => 'REPORTS', 'position' => $position]);
echo "acknowledged=ok\n";

try {
    $sms->GetSubmission(['id' => '1']);
    echo "missing=none\n";
} catch (SoapFault $e) {
    echo 'missing=', faultOf($e)->code, "\n";
}

// A wrong password: HTTP 401 with a fault, which SoapClient throws like any other.
$stranger = client($base, $user, 'wrong', $version);
try {
    $stranger->ListChannels();
    echo "denied=no\n";
} catch (SoapFault) {
    // "HTTP/1.1 401 Unauthorized"
    echo 'denied=', explode(' ', $stranger->__getLastResponseHeaders())[1], "\n";
}
