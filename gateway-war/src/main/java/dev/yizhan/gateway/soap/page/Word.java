package dev.yizhan.gateway.soap.page;

/** What the service page says itself. */
enum Word {
  INTRO(
      "One address for SOAP 1.1 and SOAP 1.2. Calls are authenticated by HTTP Basic, or by a"
          + " UsernameToken with PasswordText.",
      "同一地址同时支持 SOAP 1.1 和 SOAP 1.2。调用者以 HTTP Basic 或 WS-Security UsernameToken"
          + "（PasswordText）认证。"),
  LANGUAGE("English", "中文"),
  REQUEST("Request", "请求"),
  RESPONSE("Response", "响应"),
  OPTIONAL("optional", "可选"),
  REPEATED("repeated", "可重复"),
  EMPTY("empty", "无内容"),
  COPY("Copy", "复制"),
  COPIED("Copied", "已复制"),
  VALUES("Values", "取值规则"),
  FAULTS("Faults", "错误代码"),
  CODE("code", "代码"),
  CATEGORY("category", "类别"),
  RETRYABLE("retryable", "可重试"),
  MEANING("meaning", "含义"),
  YES("yes", "是"),
  NO("no", "否"),
  ONE_OF("one of ", "取值之一："),
  LENGTH("characters: ", "字符数："),
  RANGE("from–to: ", "范围："),
  STRING(
      "Lengths count characters. Ids and positions are digits as a string, so that no stack rounds"
          + " them.",
      "长度按字符计。编号和位置是由数字组成的字符串，以免被某些框架舍入。"),
  WHOLE("A whole number.", "整数。"),
  DECIMAL("As in 1.5, without exponent.", "如 1.5，不用指数形式。"),
  BOOLEAN("true, false, 1 or 0.", "true、false、1 或 0。"),
  DATE_TIME(
      "As in 2026-01-31T08:00:00+08:00. A time without a zone is China time.",
      "如 2026-01-31T08:00:00+08:00。不带时区的时间按中国时间计。");

  private final String english;
  private final String chinese;

  Word(String english, String chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  String in(Language language) {
    return language == Language.CHINESE ? chinese : english;
  }
}
