package dev.yizhan.codec.charset;

import dev.yizhan.codec.FormEncoding;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Chinese texts of 1 to 70 characters, the same ones in each run. */
final class Texts {

  static final Charset CODE_PAGE_936 = FormEncoding.GB2312.charset();

  private static final int LONGEST = 70;
  private static final int FEWEST_LEADS = 0xB0;
  private static final int LEVEL_2 = 0xD8;
  private static final int LAST_LEAD = 0xF7;

  private static final List<String> TEMPLATES =
      List.of(
          "您的验证码是#，@分钟内有效，请勿泄露给他人。",
          "【%】您尾号#的账户*支出人民币@元，余额@元。",
          "停水通知：因管道维修，%小区*至次日@点停水，请提前储水。",
          "尊敬的%先生，您预约的*挂号已成功，请凭编号#到@楼就诊。",
          "您的快递已到%，取件码#，请于@日前领取。",
          "%家长您好，明天*点@分召开家长会，请准时参加。",
          "今晚聚餐改到%，@点集合，别迟到！",
          "温馨提示：您的话费余额不足@元，请及时充值，以免停机。",
          "祝%老师节日快乐，身体健康，万事如意！",
          "订单#已发货，由%配送，客服热线400@。",
          "会议改到%会议室，*点@分开始",
          "我到@楼了",
          "收到%",
          "%，同意",
          "谢谢%",
          "航班CA@因天气原因延误，预计*起飞，给您带来不便，敬请谅解。",
          "恭喜您获得@元优惠券，券码#，有效期至*，详询门店%。回复TD退订",
          "设备%告警：温度@，请立即处理",
          "您好，您的贷款申请#已通过审核，请登录APP查看。",
          "工资@元已到账，请查收");
  private static final String SURNAMES =
      "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文";
  private static final List<String> PLACES =
      List.of(
          "丰巢柜", "菜鸟驿站", "阳光花园", "人民医院", "第三", "工商银行", "京东", "顺丰速运", "东门", "翠苑", "锦绣江南", "和平里",
          "琥珀山庄");
  private static final List<String> TIMES =
      List.of("今日", "明天上午", "周五", "12月3日", "本月底", "晚上8", "下午3", "2026-12-01 ");

  private final Random random;

  Texts(long seed) {
    this.random = new Random(seed);
  }

  /** Messages made of sentences, some of them cut short as people write them. */
  void realistic(int number, Consumer<String> to) {
    for (int i = 0; i < number; i++) {
      StringBuilder text = new StringBuilder(sentence());
      while (random.nextInt(4) == 0) {
        text.append(sentence());
      }
      int most = random.nextBoolean() ? LONGEST : 1 + random.nextInt(LONGEST);
      to.accept(text.substring(0, Math.min(text.length(), most)));
    }
  }

  private String sentence() {
    StringBuilder sentence = new StringBuilder();
    for (char c : one(TEMPLATES).toCharArray()) {
      switch (c) {
        case '#' -> sentence.append(1000 + random.nextInt(899000));
        case '@' -> sentence.append(1 + random.nextInt(30));
        case '%' -> sentence.append(random.nextBoolean() ? name() : one(PLACES));
        case '*' -> sentence.append(one(TIMES));
        default -> sentence.append(c);
      }
    }
    return sentence.toString();
  }

  private String name() {
    String name = "" + SURNAMES.charAt(random.nextInt(SURNAMES.length())) + anyOfLevel1();
    return random.nextBoolean() ? name + anyOfLevel1() : name;
  }

  private <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private char anyOfLevel1() {
    return hanzi(FEWEST_LEADS + random.nextInt(LEVEL_2 - FEWEST_LEADS), anyTrail());
  }

  private int anyTrail() {
    // The last row of level 1 is five characters short.
    return 0xA1 + random.nextInt(0xF9 - 0xA1 + 1);
  }

  private static char hanzi(int lead, int trail) {
    return new String(new byte[] {(byte) lead, (byte) trail}, CODE_PAGE_936).charAt(0);
  }

  /** Level-2 hanzi alone. */
  void ofLevel2(int number, Consumer<String> to) {
    for (int i = 0; i < number; i++) {
      StringBuilder text = new StringBuilder();
      int length = 1 + random.nextInt(LONGEST);
      for (int at = 0; at < length; at++) {
        text.append(hanzi(LEVEL_2 + random.nextInt(LAST_LEAD - LEVEL_2 + 1), anyTrail()));
      }
      to.accept(text.toString());
    }
  }

  /** All pairs of hanzi of GB2312 whose bytes in code page 936 are valid UTF-8. */
  static void pairs(Consumer<String> to) {
    List<Integer> firsts = new ArrayList<>();
    List<Integer> seconds = new ArrayList<>();
    for (int lead = FEWEST_LEADS; lead <= LAST_LEAD; lead++) {
      // A trail of C0 or more would begin a character in the middle of a pair: never valid.
      for (int trail = 0xA1; trail <= 0xBF; trail++) {
        (lead < 0xC0 ? seconds : firsts).add(lead << 8 | trail);
      }
    }
    seconds.addAll(firsts);
    byte[] bytes = new byte[4];
    for (int first : firsts) {
      for (int second : seconds) {
        bytes[0] = (byte) (first >> 8);
        bytes[1] = (byte) first;
        bytes[2] = (byte) (second >> 8);
        bytes[3] = (byte) second;
        if (isUtf8(bytes)) {
          to.accept(new String(bytes, CODE_PAGE_936));
        }
      }
    }
  }

  /** Three hanzi whose bytes in code page 936 are two of Unicode's first block in UTF-8. */
  void triples(int number, Consumer<String> to) {
    byte[] bytes = new byte[6];
    for (int i = 0; i < number; i++) {
      for (int at = 0; at < bytes.length; at += 3) {
        bytes[at] = (byte) (0xE4 + random.nextInt(6));
        bytes[at + 1] = (byte) (0xA1 + random.nextInt(0x1F));
        bytes[at + 2] = (byte) (0xB0 + random.nextInt(0x10));
      }
      bytes[4] = (byte) (0xB0 + random.nextInt(0x10));
      bytes[5] = (byte) (0xA1 + random.nextInt(0x1F));
      to.accept(new String(bytes, CODE_PAGE_936));
    }
  }

  /** Hanzi of GB2312 whose bytes in code page 936 are valid UTF-8, at every length. */
  void valid(int number, int fewest, int most, Consumer<String> to) {
    for (int i = 0; i < number; ) {
      byte[] bytes = walk(fewest + random.nextInt(most - fewest + 1));
      if (isUtf8(bytes)) {
        to.accept(new String(bytes, CODE_PAGE_936));
        i++;
      }
    }
  }

  /** Random hanzi, each chosen so that the bytes may still be UTF-8. */
  private byte[] walk(int hanzi) {
    byte[] bytes = new byte[2 * hanzi];
    int missing = 0;
    for (int i = 0; i < bytes.length; i++) {
      boolean isLead = i % 2 == 0;
      if (missing > 0) {
        int first = isLead ? 0xB0 : 0xA1;
        bytes[i] = (byte) (first + random.nextInt(0xC0 - first));
        missing--;
      } else {
        int first = 0xC2 + random.nextInt((isLead ? 0xF4 : 0xF0) - 0xC2);
        bytes[i] = (byte) first;
        missing = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
      }
    }
    return bytes;
  }

  /**
   * The same with digits, letters and ASCII punctuation around and between, where that is valid.
   */
  String withAscii(String hanzi) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i <= hanzi.length(); i++) {
      boolean isBoundary = isUtf8(hanzi.substring(0, i).getBytes(CODE_PAGE_936));
      if (isBoundary && (random.nextInt(2) == 0 || i == hanzi.length())) {
        text.append(one(List.of("1", "A", "12", " ", "-", "8:30", "OK", "24h", ".", "5 ")));
      }
      if (i < hanzi.length()) {
        text.append(hanzi.charAt(i));
      }
    }
    return text.toString();
  }

  /** The texts here never contain U+FFFD. */
  private static boolean isUtf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).indexOf('\uFFFD') < 0;
  }
}
