// The page of the sandbox: phones and faults, over the JSON API beside it.
(() => {
  const TEXTS = {
    en: {
      name: 'Yizhan sandbox',
      title: 'What the simulated phones received',
      stale: 'The sandbox does not answer. What stands here is old.',
      about: 'Newest first, with the bytes of the request as the vendor simulator got them. Nothing here leaves this'
        + ' machine. Delivery reports can be fetched from the vendor simulators two seconds after a message.',
      json: 'The same as JSON:',
      faults: 'How the vendors answer',
      sends: 'Faults that are set here hit sends. To hit polls for reports and replies, too, use api/faults with'
        + ' "requests": "questions" or "all".',
      messages: 'Messages',
      empty: 'Empty all phones',
      none: 'No phone has received a message yet.',
      reply: 'Reply',
      replyOf: 'What does {0} write back?',
      send: 'Send',
      close: 'Close',
      kinds: {
        'none': 'works', 'refuse': 'refuses connections', 'drop-before-reading': 'drops before reading',
        'accept-then-drop': 'accepts, then drops', 'slow': 'accepts, answers after 20 s',
        'never-answer': 'accepts, never answers', 'half-answer': 'accepts, half an answer',
        'empty-body': 'accepts, empty answer', 'wrong-charset': 'accepts, names a wrong charset',
        'control-character': 'accepts, &#x1; in the answer', 'garbage': 'a page of HTML', 'status': 'HTTP 503',
      },
    },
    zh: {
      name: '驿站沙箱',
      title: '模拟手机收到的短信',
      stale: '沙箱没有应答，此处显示的内容已过时。',
      about: '最新的在前，并列出供应商模拟器收到的请求原文。所有内容都不会离开本机。短信发出两秒后，可从供应商模拟器取得状态报告。',
      json: '同样的内容（JSON）：',
      faults: '供应商如何应答',
      sends: '此处设置的故障只影响发送。如需影响状态报告和上行短信的轮询，请使用 api/faults，并设置 "requests": "questions" 或 "all"。',
      messages: '短信',
      empty: '清空所有手机',
      none: '还没有手机收到短信。',
      reply: '回复',
      replyOf: '{0} 回复的内容',
      send: '发送',
      close: '关闭',
      kinds: {
        'none': '正常', 'refuse': '拒绝连接', 'drop-before-reading': '读取前断开',
        'accept-then-drop': '接受后断开', 'slow': '接受，20 秒后应答', 'never-answer': '接受，从不应答',
        'half-answer': '接受，应答只有一半', 'empty-body': '接受，应答为空', 'wrong-charset': '接受，声明错误的字符集',
        'control-character': '接受，应答含 &#x1;', 'garbage': '返回一个 HTML 页面', 'status': 'HTTP 503',
      },
    },
  };
  const MOST = 200;
  const PAUSE_MS = 1000;
  const byId = (id) => document.getElementById(id);
  const asked = new URLSearchParams(location.search).get('lang');
  const language = TEXTS[asked] ? asked : navigator.language.startsWith('zh') ? 'zh' : 'en';
  const texts = TEXTS[language];

  const element = (tag, text, className) => {
    const made = document.createElement(tag);
    if (text !== undefined) {
      made.textContent = text;
    }
    if (className) {
      made.className = className;
    }
    return made;
  };

  const post = (path, body) => fetch(path, {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify(body),
  });

  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  document.title = texts.name + ': ' + texts.title;
  document.querySelectorAll('[data-text]').forEach((each) => {
    each.textContent = texts[each.dataset.text];
  });
  if (language === 'zh') {
    Object.assign(byId('language'), {href: '?lang=en', lang: 'en', textContent: 'English'});
  }

  const setFault = (vendor, fault) => post('api/faults',
    fault === 'slow' ? {vendor, fault, millis: 20000} : fault === 'status' ? {vendor, fault, code: '503'}
      : {vendor, fault});

  const faultChoice = (vendor, state) => {
    const field = element('div');
    const label = element('label', vendor);
    label.htmlFor = 'fault-' + vendor;
    label.title = state.address;
    const select = element('select');
    select.id = label.htmlFor;
    Object.entries(texts.kinds).forEach(([value, text]) => {
      const option = element('option', text);
      option.value = value;
      option.selected = value === (state.fault || 'none');
      select.append(option);
    });
    select.addEventListener('change', () => setFault(vendor, select.value));
    field.append(label, select);
    return field;
  };

  let replyTo = null;
  const openReply = (message) => {
    replyTo = message;
    byId('reply-label').textContent = texts.replyOf.replace('{0}', message.phone);
    byId('reply').hidden = false;
    byId('reply-text').focus();
  };
  const closeReply = () => {
    byId('reply').hidden = true;
    byId('reply-text').value = '';
  };
  byId('reply-close').addEventListener('click', closeReply);
  byId('reply').addEventListener('submit', (event) => {
    event.preventDefault();
    post('api/replies', {
      vendor: replyTo.vendor, phone: replyTo.phone, text: byId('reply-text').value, to: replyTo.extension,
    });
    closeReply();
  });

  const bytes = (request) => request.method + ' ' + request.target
    + (request.contentType ? '\nContent-Type: ' + request.contentType : '')
    + (request.body ? '\n\n' + request.body : '');

  const article = (message, takesReplies) => {
    const made = element('article');
    const head = element('p', undefined, 'head');
    head.append(element('b', message.phone), element('span', message.vendor), element('span', message.vendorId),
      element('span', new Date(message.at).toLocaleString(document.documentElement.lang)));
    if (takesReplies) {
      const reply = element('button', texts.reply);
      reply.addEventListener('click', () => openReply(message));
      head.append(reply);
    }
    made.append(head, element('div', message.text, 'text'), element('pre', bytes(message.request)));
    return made;
  };

  let shownFaults = '';
  let shownMessages = '';
  let vendors = {};
  const refresh = async () => {
    const faults = await (await fetch('api/faults')).text();
    if (faults !== shownFaults) {
      vendors = JSON.parse(faults);
      byId('faults').replaceChildren(...Object.entries(vendors).map(([name, state]) => faultChoice(name, state)));
      shownFaults = faults;
    }
    const messages = await (await fetch('api/messages')).text();
    if (messages !== shownMessages) {
      const list = JSON.parse(messages).slice(0, MOST)
        .map((message) => article(message, vendors[message.vendor]?.replies));
      byId('list').replaceChildren(...(list.length ? list : [element('p', texts.none)]));
      shownMessages = messages;
    }
  };
  byId('empty').addEventListener('click', () => fetch('api/messages', {method: 'DELETE'}).then(refresh));

  const loop = async () => {
    try {
      await refresh();
      byId('stale').hidden = true;
    } catch (e) {
      byId('stale').hidden = false;
    }
    setTimeout(loop, PAUSE_MS);
  };
  loop();
})();
