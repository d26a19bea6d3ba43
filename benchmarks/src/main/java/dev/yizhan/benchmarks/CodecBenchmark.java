package dev.yizhan.benchmarks;

import dev.yizhan.codec.FormEncoding;
import dev.yizhan.codec.FullWidth;
import dev.yizhan.codec.SubmitInfo;
import dev.yizhan.codec.answer.Answer;
import dev.yizhan.codec.answer.Records;
import dev.yizhan.codec.answer.WinicInbox;
import dev.yizhan.codec.answer.WinnerlookInbox;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.EncoderException;
import org.apache.commons.codec.net.URLCodec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The operations of the codec, and what other code uses instead. A method's name is {@code
 * operation_contender}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
// A heap of fixed size whose pages exist: where the system takes pages back, times vary tenfold.
@Fork(
    value = 3,
    jvmArgsAppend = {"-Xms256m", "-Xmx256m", "-Xmn160m", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@SuppressWarnings("MemberName") // The underscore separates operation and contender.
public class CodecBenchmark {

  private static final Charset CODE_PAGE_936 = Charset.forName("x-mswin-936");
  private static final String PASSWORD = "123456";

  private final List<String> messages = Texts.messages();
  private final List<String> plain =
      messages.stream().map(text -> FullWidth.WINIC.widen(text)).toList();
  private final List<String> gb2312 = messages.stream().map(FormEncoding.GB2312::encode).toList();
  private final List<String> utf8 = messages.stream().map(FormEncoding.UTF_8::encode).toList();
  private final URLCodec urlCodec = new URLCodec("x-mswin-936");
  private final SubmitInfo submitInfo = SubmitInfo.wideningAmpersands(PASSWORD);
  private final String winicReplies = Texts.list("13580%d/收到短信 谢谢/001/2015-10-8 12:06:56", "|");
  private final String winnerlookReports =
      Texts.list("2314357620085%d,13900%d,2014/06/10 15:34:11,DELIVRD,yj%d", "|");
  private int next;

  /** JMH needs a public constructor. */
  public CodecBenchmark() {}

  private int next() {
    next = (next + 1) & 255;
    return next;
  }

  @Benchmark
  public String gb2312Encode_ours() {
    return FormEncoding.GB2312.encode(messages.get(next()));
  }

  @Benchmark
  public String gb2312Encode_URLEncoder() {
    return URLEncoder.encode(messages.get(next()), CODE_PAGE_936);
  }

  @Benchmark
  public String gb2312Encode_URLCodec() throws EncoderException {
    return urlCodec.encode(messages.get(next()));
  }

  @Benchmark
  public String utf8Encode_ours() {
    return FormEncoding.UTF_8.encode(messages.get(next()));
  }

  @Benchmark
  public String utf8Encode_URLEncoder() {
    return URLEncoder.encode(messages.get(next()), StandardCharsets.UTF_8);
  }

  @Benchmark
  public String gb2312Decode_ours() {
    return FormEncoding.GB2312.decode(gb2312.get(next()));
  }

  @Benchmark
  public String gb2312Decode_URLDecoder() {
    return URLDecoder.decode(gb2312.get(next()), CODE_PAGE_936);
  }

  @Benchmark
  public String utf8Decode_ours() {
    return FormEncoding.UTF_8.decode(utf8.get(next()));
  }

  @Benchmark
  public String utf8Decode_URLDecoder() {
    return URLDecoder.decode(utf8.get(next()), StandardCharsets.UTF_8);
  }

  @Benchmark
  public String widen_ours() {
    return FullWidth.WINIC.widen(messages.get(next()));
  }

  /** Replaces one character after the other. */
  @Benchmark
  public String widen_replace() {
    return replaced(messages.get(next()));
  }

  /** With nothing to replace. */
  @Benchmark
  public String widenNothing_ours() {
    return FullWidth.WINIC.widen(plain.get(next()));
  }

  /** Replaces one character after the other, with nothing to replace. */
  @Benchmark
  public String widenNothing_replace() {
    return replaced(plain.get(next()));
  }

  private static String replaced(String text) {
    return text.replace("%", "％")
        .replace("$", "＄")
        .replace("&", "＆")
        .replace("#", "＃")
        .replace("*", "＊");
  }

  @Benchmark
  public Answer<Records<WinicInbox.Reply>> winicReplies_ours() {
    return WinicInbox.replies(winicReplies);
  }

  private static final Pattern BAR = Pattern.compile("\\|");
  private static final DateTimeFormatter WINIC_TIME =
      DateTimeFormatter.ofPattern("yyyy-M-d H:mm:ss");
  private static final DateTimeFormatter WINNERLOOK_TIME =
      DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss");

  /** Splits at the document's separators. */
  @Benchmark
  public List<WinicInbox.Reply> winicReplies_split() {
    List<WinicInbox.Reply> replies = new ArrayList<>();
    for (String record : BAR.split(winicReplies, -1)) {
      if (!record.isEmpty()) {
        String[] fields = record.split("/", -1);
        replies.add(
            new WinicInbox.Reply(
                fields[0], fields[1], fields[2], LocalDateTime.parse(fields[3], WINIC_TIME)));
      }
    }
    return replies;
  }

  @Benchmark
  public Answer<Records<WinnerlookInbox.Report>> winnerlookReports_ours() {
    return WinnerlookInbox.reports2(winnerlookReports);
  }

  /** Splits at the document's separators. */
  @Benchmark
  public List<WinnerlookInbox.Report> winnerlookReports_split() {
    List<WinnerlookInbox.Report> reports = new ArrayList<>();
    for (String record : BAR.split(winnerlookReports, -1)) {
      if (!record.isEmpty()) {
        String[] fields = record.split(",", -1);
        reports.add(
            new WinnerlookInbox.Report(
                fields[0],
                fields[1],
                fields[3],
                Optional.of(LocalDateTime.parse(fields[2], WINNERLOOK_TIME)),
                Optional.of(fields[4])));
      }
    }
    return reports;
  }

  @Benchmark
  public String submitInfo_ours() {
    return submitInfo.send("13800138000", messages.get(next()), "101", "0");
  }

  /**
   * Looks up the cipher at each call.
   *
   * @throws GeneralSecurityException if the JDK has DES disabled
   */
  @Benchmark
  public String submitInfo_JdkCipher() throws GeneralSecurityException {
    byte[] key = "7C4A8D09".getBytes(StandardCharsets.US_ASCII);
    Cipher cipher = Cipher.getInstance("DES/CBC/PKCS5Padding");
    cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "DES"), new IvParameterSpec(key));
    String text =
        "userPass="
            + PASSWORD
            + "&DesNo=13800138000&Msg="
            + messages.get(next())
            + "&smsType=101&Channel=0";
    return HexFormat.of().withUpperCase().formatHex(cipher.doFinal(text.getBytes(CODE_PAGE_936)));
  }
}
