/**
 * The protocols of Chinese SMS vendors as a small library: GB2312 form encoding that reports what
 * it cannot encode, full-width escaping, and the vendors' answers as values. No I/O, no clock, no
 * logging.
 */
module dev.yizhan.codec {
  requires org.apache.commons.codec;
  requires org.bouncycastle.provider;
  requires static org.jspecify;

  exports dev.yizhan.codec;
  exports dev.yizhan.codec.answer;
  exports dev.yizhan.codec.charset;
  exports dev.yizhan.codec.code;
}
