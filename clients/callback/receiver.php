<?php
// Receives callbacks, checks their signature, and appends each new record to a file, one JSON object a line.
// CALLBACK_SECRET=whsec_… CALLBACK_FILE=records.jsonl php -S 127.0.0.1:8081 receiver.php

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

$body = file_get_contents('php://input');
if (!isSigned(getenv('CALLBACK_SECRET'), $body)) {
    http_response_code(401);
    exit;
}
$data = json_decode($body, true, 512, JSON_THROW_ON_ERROR)['data'];
$kind = isset($data['reports']) ? 'reports' : 'replies';

// A callback may come twice. In a database, a unique key on consumer, kind and position does this.
$file = fopen(getenv('CALLBACK_FILE'), 'c+');
flock($file, LOCK_EX);
$last = 0;
while (($line = fgets($file)) !== false) {
    $known = json_decode($line, true);
    if ($known['consumer'] === $data['consumer'] && $known['kind'] === $kind) {
        $last = max($last, (int) $known['position']);
    }
}
foreach ($data[$kind] as $record) {
    if ((int) $record['position'] > $last) {
        $record += ['consumer' => $data['consumer'], 'kind' => $kind];
        fwrite($file, json_encode($record, JSON_UNESCAPED_UNICODE) . "\n");
    }
}
fflush($file);
fsync($file);
http_response_code(204);
