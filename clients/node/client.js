// Calls the gateway with the soap package, driven by the WSDL.
// node client.js BASE USER PASSWORD VERSION RUN

'use strict';

const soap = require('soap');

async function open(base, user, password, version) {
  const client = await soap.createClientAsync(`${base}/sms?wsdl`, {
    // Only this selects the SOAP version, not the port.
    forceSoap12Headers: version === '1.2',
  });
  client.setSecurity(new soap.BasicAuthSecurity(user, password));
  return client;
}

// The gateway's typed fault is in the fault's detail; SOAP 1.2 capitalizes its name. All values are strings, even
// the boolean.
function faultOf(error) {
  const fault = error.root.Envelope.Body.Fault;
  return (fault.detail || fault.Detail).GatewayFault;
}

async function main(base, user, password, version, run) {
  const sms = await open(base, user, password, version);

  // A call resolves to an array whose first element is the response.
  const [{ channel: channels }] = await sms.ListChannelsAsync({});
  console.log(`channels=${channels.length}`);
  console.log(`first=${channels[0].name} abilities=${channels[0].ability.length}`);

  const message = {
    requestId: `node-${version}-${run}`,
    channel: 'winic-http',
    recipient: ['13800138000', '13900139000'],
    text: '验证码１２３４，5您好<&>镕喆node',
    reference: 'node',
  };
  const [{ submission: sent }] = await sms.SendAsync(message);
  console.log(
    `send=${sent.state} deliveries=${sent.delivery.length}` +
      ` number=${sent.delivery[1].number} outcome=${sent.call[0].outcome}`,
  );

  // The same requestId with the same content is the same submission: repeating is safe.
  const [{ submission: again }] = await sms.SendAsync(message);
  console.log(`again=${again.id === sent.id ? 'yes' : 'no'}`);

  const [{ submission: found }] = await sms.GetSubmissionAsync({ id: sent.id });
  const recent = Math.abs(Date.now() - found.createdAt.getTime()) <= 60_000;
  console.log(
    `reference=${found.reference} createdAt=${recent ? 'ok' : found.createdAt} parts=${found.parts}`,
  );

  try {
    await sms.SendAsync({ channel: 'winic-http', recipient: '13800138000', text: '好😀' });
    console.log('fault=none');
  } catch (error) {
    const fault = faultOf(error);
    console.log(
      `fault=${fault.code} category=${fault.category} retryable=${fault.retryable}` +
        ` detail=${fault.detail ? 'yes' : 'no'}`,
    );
  }

  const [{ report: reports = [], more }] = await sms.FetchReportsAsync({ max: 10 });
  console.log(`reports=${typeof more === 'boolean' ? 'ok' : 'no'}`);
  const position = reports.length ? reports[reports.length - 1].position : '0';
  await sms.AcknowledgeAsync({ kind: 'REPORTS', position });
  console.log('acknowledged=ok');

  try {
    await sms.GetSubmissionAsync({ id: '1' });
    console.log('missing=none');
  } catch (error) {
    console.log(`missing=${faultOf(error).code}`);
  }

  const stranger = await open(base, user, 'wrong', version);
  try {
    await stranger.ListChannelsAsync({});
    console.log('denied=no');
  } catch (error) {
    console.log(`denied=${error.response.status}`);
  }
}

main(...process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
