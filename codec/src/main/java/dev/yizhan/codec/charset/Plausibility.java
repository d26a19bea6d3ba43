package dev.yizhan.codec.charset;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How much a text looks like a message for a Chinese phone.
 *
 * <p>The cost of a character is about the negative natural logarithm of its frequency, so the sum
 * is comparable between two readings of the same bytes, however many characters they are.
 *
 * @param cost of all characters
 * @param clean whether every character is ASCII, a hanzi of GB2312, or a mark that is common in
 *     messages
 * @param wide number of characters that take three bytes or more in UTF-8
 */
record Plausibility(int cost, boolean clean, int wide) {

  private static final int ASCII = 4;
  private static final int COMMON_MARK = 6;
  private static final int COMMON_HANZI = 7;
  private static final int NARROW_MARK = 8;
  private static final int NEXT_LETTER = 9;
  private static final int LEVEL_1 = 10;
  private static final int LEVEL_2 = 13;
  private static final int MOST_OF_CLEAN = LEVEL_2;
  private static final int SYMBOL = 14;
  private static final int OTHER = 17;

  private static final int LAST_OF_LATIN_1 = 0xFF;
  private static final int FIRST_WIDE = 0x800;
  private static final int FIRST_EMOJI = 0x1F000;
  private static final int LAST_EMOJI = 0x1FAFF;

  /** Two bytes in UTF-8, where code page 936 has a hanzi. */
  private static final String NARROW_MARKS = "°·×÷±¥£§";

  private static final String COMMON_MARKS = "，。！？、：；“”‘’（）【】《》…—～￥％＋－＝＃＆＊／＠　℃";

  /** The hanzi that are most of what is written, and those of notices and advertisements. */
  private static final String COMMON =
      "的一是不了人我在有他这中大来上个国到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发"
          + "成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全"
          + "工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产"
          + "入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计或司利受光"
          + "王果亲界及今京务制解各任至清物台象记边共风战干接它许八特觉望直服毛林题建南度统色字请交爱让认算论百吃义科怎元社术结六功指思非流"
          + "每青管夫连远资队跟带花快条院变联言权往展该领传近留红治决周保达办运武半候七必城父强步完革深区即求品士转量空甚众技轻程告江语英基"
          + "派满式李息写呢识极令黄德收脸钱党倒未持取设始版双历越史商千片容研像找友孩站广改议形委早房音火际则首单据导影失拿网香似斯专石若兵"
          + "您验证码验密码请勿泄露效登录账户余额元充值退订回复消费卡尾号银行支付订单快递取件柜已签收派送预约客服热线优惠券活动会员积分抽奖"
          + "停供水电气通知维修期间楼小区物业费缴纳欠费提醒欢迎光临祝您节日快乐谢谢配合班级家长孩子学校放假考试成绩面试录用公司会议室准时参加"
          + "航班起飞到站车票座位酒店入住医院挂号就诊检查报告疫苗接种快递员门口联系先生女士尊敬用户系统升级暂停服务下午上午晚上明天今天昨天";

  private static final byte[] COSTS = costs();

  static Plausibility of(String text) {
    int cost = 0;
    boolean clean = true;
    int wide = 0;
    int before = ' ';
    int letter = ' ';
    int c;
    for (int i = 0; i < text.length(); i += Character.charCount(c)) {
      c = text.codePointAt(i);
      int own = cost(c);
      boolean isNext = own > MOST_OF_CLEAN && (isAlike(c, before) || isAlike(c, letter));
      cost += isNext ? NEXT_LETTER : own;
      clean &= own <= MOST_OF_CLEAN || isNext && c <= LAST_OF_LATIN_1;
      wide += c >= FIRST_WIDE ? 1 : 0;
      before = c;
      letter = c >= 0x80 && Character.isLetter(c) ? c : letter;
    }
    return new Plausibility(cost, clean, wide);
  }

  boolean exceeds(Plausibility other) {
    return clean == other.clean ? cost < other.cost : clean;
  }

  private static int cost(int c) {
    if (c < 0x10000) {
      return COSTS[c];
    }
    return FIRST_EMOJI <= c && c <= LAST_EMOJI ? SYMBOL : OTHER;
  }

  /** Letters of other scripts come in words: the é of café, the second letter of a Russian word. */
  private static boolean isAlike(int c, int before) {
    return Character.isLetter(c)
        && Character.isLetter(before)
        && !Character.isIdeographic(c)
        && Character.UnicodeScript.of(c) == Character.UnicodeScript.of(before);
  }

  private static byte[] costs() {
    byte[] costs = new byte[0x10000];
    Arrays.fill(costs, (byte) OTHER);
    Arrays.fill(costs, 0, 0x80, (byte) ASCII);
    Charset charset = Declaration.CODE_PAGE_936.orElse(StandardCharsets.US_ASCII);
    rows(costs, charset, 0xA1, 0xA9, SYMBOL);
    rows(costs, charset, 0xA3, 0xA3, LEVEL_1);
    rows(costs, charset, 0xB0, 0xD7, LEVEL_1);
    rows(costs, charset, 0xD8, 0xF7, LEVEL_2);
    all(costs, NARROW_MARKS, NARROW_MARK);
    all(costs, COMMON_MARKS, COMMON_MARK);
    all(costs, COMMON, COMMON_HANZI);
    return costs;
  }

  /** The rows of GB2312 with these lead bytes. */
  private static void rows(byte[] costs, Charset charset, int first, int last, int cost) {
    for (int lead = first; lead <= last; lead++) {
      for (int trail = 0xA1; trail <= 0xFE; trail++) {
        String character = new String(new byte[] {(byte) lead, (byte) trail}, charset);
        if (character.length() == 1 && isAssigned(character.charAt(0))) {
          costs[character.charAt(0)] = (byte) cost;
        }
      }
    }
  }

  private static boolean isAssigned(char c) {
    return c != '\uFFFD' && Character.getType(c) != Character.PRIVATE_USE;
  }

  private static void all(byte[] costs, String characters, int cost) {
    characters.chars().forEach(c -> costs[c] = (byte) cost);
  }
}
