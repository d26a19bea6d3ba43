#!/usr/bin/perl
# Calls the gateway with SOAP::Lite.
#
# perl client.pl BASE USER PASSWORD VERSION RUN
#
# Not by SOAP::Lite's service("$base/sms?wsdl"): it takes one value for each parameter, so one recipient, and sends
# nothing for a parameter whose type the WSDL derives from another. This is the style that is usual for
# document/literal services: parameters by name, in the service's namespace.

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
        # Without a handler a fault is an answer: look at $answer->fault.
        ->on_fault(sub { my ($soap, $answer) = @_; ref $answer ? $answer : die $soap->transport->status, "\n" });
    # Sends the password with every request, not only when asked for it.
    $soap->transport->proxy->default_headers->authorization_basic($name, $secret);
    return $soap;
}

# An element for each of the values. Without the type SOAP::Lite would guess: a phone number would go as a long, and
# Chinese as Base64.
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
# [1] is the first: the path is an XPath of sorts.
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
