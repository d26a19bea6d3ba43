#!/usr/bin/perl
# Calls the gateway with SOAP::Lite.
#
# perl client.pl BASE USER PASSWORD VERSION RUN
#
# Does not use SOAP::Lite's service("$base/sms?wsdl"): that allows one value per parameter, so only one recipient, and
# omits parameters whose type is derived in the WSDL. Instead it passes parameters by name in the service's namespace,
# which is usual for document/literal services.

use strict;
use warnings;
use utf8;

use HTTP::Date qw(str2time);
use SOAP::Lite;

my ($base, $user, $password, $version, $run) = @ARGV;

sub client {
    my ($name, $secret) = @_;
    my $soap = SOAP::Lite
        ->soapversion($version)
        ->proxy("$base/sms")
        ->default_ns('urn:yizhan:sms:1')
        # A fault is returned, not thrown: check $answer->fault.
        ->on_fault(sub { my ($soap, $answer) = @_; ref $answer ? $answer : die $soap->transport->status, "\n" });
    # Sends the password with every request, not only after a 401.
    $soap->transport->proxy->default_headers->authorization_basic($name, $secret);
    return $soap;
}

# An element for each value. Without a type SOAP::Lite guesses one: long for a phone number, Base64 for Chinese.
sub element {
    my ($name, @values) = @_;
    return map { SOAP::Data->name($name)->type('string')->value($_) } @values;
}

# The gateway's typed fault, a hash of strings; the same path for SOAP 1.1's detail and SOAP 1.2's Detail.
sub fault_of {
    my ($answer) = @_;
    return $answer->valueof('//GatewayFault') || { code => 'none', category => '', retryable => '', detail => '' };
}

my $sms = client($user, $password);

my $answer = $sms->call('ListChannels');
die fault_of($answer)->{detail}, "\n" if $answer->fault;
my @channels = $answer->valueof('//ListChannelsResponse/channel');
# The path is similar to XPath: [1] is the first element.
my @abilities = $answer->valueof('//ListChannelsResponse/[1]/ability');
printf "channels=%d\n", scalar @channels;
printf "first=%s abilities=%d\n", $channels[0]{name}, scalar @abilities;

my @message = (
    element(requestId => "perl-$version-$run"),
    element(channel   => 'winic-http'),
    element(recipient => '13800138000', '13900139000'),
    element(text      => '验证码１２３４，5您好<&>镕喆perl'),
    element(reference => 'perl'),
);
$answer = $sms->call('Send', @message);
my $sent       = $answer->valueof('//submission');
my @deliveries = $answer->valueof('//submission/delivery');
printf "send=%s deliveries=%d number=%s outcome=%s\n",
    $sent->{state}, scalar @deliveries, $deliveries[1]{number}, $answer->valueof('//submission/call/outcome');

# The same requestId with the same content is the same submission: repeating is safe.
my $again = $sms->call('Send', @message)->valueof('//submission');
printf "again=%s\n", $again->{id} eq $sent->{id} ? 'yes' : 'no';

my $found = $sms->call('GetSubmission', element(id => $sent->{id}))->valueof('//submission');
my $recent = abs(time - str2time($found->{createdAt})) <= 60;
printf "reference=%s createdAt=%s parts=%s\n",
    $found->{reference}, $recent ? 'ok' : $found->{createdAt}, $found->{parts};

$answer = $sms->call(
    'Send',
    element(channel   => 'winic-http'),
    element(recipient => '13800138000'),
    element(text      => '好😀'),
);
my $fault = fault_of($answer);
printf "fault=%s category=%s retryable=%s detail=%s\n",
    $fault->{code}, $fault->{category}, $fault->{retryable}, length $fault->{detail} ? 'yes' : 'no';

$answer = $sms->call('FetchReports', SOAP::Data->name(max => 10));
printf "reports=%s\n", $answer->valueof('//FetchReportsResponse/more') =~ /^(true|false)$/ ? 'ok' : 'no';
my @positions = $answer->valueof('//FetchReportsResponse/report/position');
$answer = $sms->call(
    'Acknowledge',
    element(kind     => 'REPORTS'),
    element(position => @positions ? $positions[-1] : '0'),
);
printf "acknowledged=%s\n", $answer->fault ? 'no' : 'ok';

printf "missing=%s\n", fault_of($sms->call('GetSubmission', element(id => '1')))->{code};

# A wrong password.
my $stranger = client($user, 'wrong');
$stranger->call('ListChannels');
# "401 Unauthorized"
printf "denied=%s\n", (split ' ', $stranger->transport->status)[0];
