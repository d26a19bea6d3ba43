<?php
// Receives callbacks by SOAP, checks their signature, and appends each new record to a file, one JSON object a line.
// CALLBACK_SECRET=whsec_… CALLBACK_FILE=records.jsonl CALLBACK_WSDL=callback.wsdl php -S 127.0.0.1:8081 soap.php

declare(strict_types=1);

const TOLERANCE_SECONDS = 300;

function isSigned(string $secret, string $body): bool
{
    $id = $_SERVER['HTTP_WEBHOOK_ID'] ?? '';
    $time = $_SERVER['HTTP_WEBHOOK_TIMESTAMP'] ?? '';
    $key = base64_decode(substr($secret, strlen('whsec_')), true);
    $expected = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$time.$body", $key, true));
    // While the secret is changed there are two signatures.
    foreach (explode(' ', $_SERVER['HTTP_WEBHOOK_SIGNATURE'] ?? '') as $signature) {
        if (hash_equals($expected, $signature)) {
            return abs(time() - (int) $time) <= TOLERANCE_SECONDS;
        }
    }
    return false;
}

class Callback
{
    public function ReceiveRecords(object $request): array
    {
        // With SOAP_SINGLE_ELEMENT_ARRAYS, one record is an array of one.
        $this->store($request->consumer, 'report', $request->report ?? []);
        $this->store($request->consumer, 'reply', $request->reply ?? []);
        return [];
    }

    private function store(string $consumer, string $kind, array $records): void
    {
        // A callback may come twice. In a database, a unique key on consumer, kind and position does this.
        $file = fopen(getenv('CALLBACK_FILE'), 'c+');
        flock($file, LOCK_EX);
        $last = 0;
        while (($line = fgets($file)) !== false) {
            $known = json_decode($line, true);
            if ($known['consumer'] === $consumer && $known['kind'] === $kind) {
                $last = max($last, (int) $known['position']);
            }
        }
        foreach ($records as $record) {
            if ((int) $record->position > $last) {
                $line = (array) $record + ['consumer' => $consumer, 'kind' => $kind];
                fwrite($file, json_encode($line, JSON_UNESCAPED_UNICODE) . "\n");
            }
        }
        fflush($file);
        fsync($file);
    }
}

$body = file_get_contents('php://input');
if (!isSigned(getenv('CALLBACK_SECRET'), $body)) {
    http_response_code(401);
    exit;
}
// The version of the request decides whether the answer is SOAP 1.1 or 1.2.
$server = new SoapServer(getenv('CALLBACK_WSDL'), ['features' => SOAP_SINGLE_ELEMENT_ARRAYS]);
$server->setClass(Callback::class);
$server->handle($body);
