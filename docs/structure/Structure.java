import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Counts the structure of a checkout and prints a Markdown table.
 *
 * <pre>
 * java docs/structure/Structure.java                      # of the current directory
 * java docs/structure/Structure.java ../before            # of another checkout
 * java docs/structure/Structure.java ../before --details  # with the names that were counted
 * </pre>
 *
 * It reads Java sources as text, without a compiler. Main sources are the files under {@code
 * src/main}; a type is a class, record, enum, interface or annotation; comments, strings and
 * character literals are removed before anything is counted. The rows:
 *
 * <ul>
 *   <li><b>Largest package</b>: top-level types in one package of main sources.
 *   <li><b>Widest record</b>: components in a record's header.
 *   <li><b>Longest method</b>: lines from the first modifier or type of a method, constructor or
 *       initializer to its closing brace; annotations before it do not count.
 *   <li><b>Longest file</b>: lines of a Java file of main sources, all of them.
 *   <li><b>{@code instanceof} on outcomes</b>: {@code instanceof} followed by {@code Outcome.X},
 *       where X is a type nested in {@code Outcome}, or by X where the file imports it.
 *   <li><b>Class cycles</b>: a top-level type refers to another one of its package if its file has
 *       the other's simple name, not after a dot and not in a {@code permits} clause, and does not
 *       import or declare another type of that name. Counted are the strongly connected components
 *       of two or more types. A constant counts here, although compiled classes do not show it.
 *   <li><b>Package cycles</b>: a package refers to another one if a file imports one of its types
 *       or writes its qualified name. Counted are the strongly connected components of two or more.
 *   <li><b>Words in a sentence</b>: in README.md, CONTRIBUTING.md, SECURITY.md and the English
 *       pages under {@code docs}. Code blocks, tables, headings and comments are skipped; code in a
 *       line is one word; a list item or paragraph ends a sentence, and so does a full stop,
 *       exclamation mark or question mark before a blank.
 *   <li><b>Files that name a vendor</b>: text files of main sources that contain the vendor's name
 *       in any case, outside {@code dev/yizhan/vendor/NAME}, {@code dev/yizhan/codec}, {@code
 *       dev/yizhan/sandbox/server}, {@code dev/yizhan/sandbox/simulator} and every directory {@code
 *       wsdl}. Those whose own file name contains it are new with the vendor; the others are files
 *       that exist and change.
 *   <li><b>Types that hold a value</b>: starts with the fields and record components of {@link
 *       #FLOWS}, which have the value as text or bytes. A type holds the value if it declares one
 *       of them. A record, or a type inside another one, also holds it if it declares a field or
 *       component whose type names a type that holds it, or a sealed interface that such a type
 *       implements. Fields of an interface type that is not sealed, or from {@code
 *       java.util.function}, hold behaviour and not the value. Only the modules of {@link #PRODUCT}
 *       count, nested types by themselves, generated types not at all.
 *   <li><b>Classes that a value passes</b>: the classes of {@link #FLOWS} whose methods the value
 *       goes through as an argument or result on one call path, in order; calls of a holder's own
 *       factory or accessor do not count, nor do exceptions, metrics and logs. The list is kept by
 *       hand. The program checks that every class exists, and that it names, or is named by, a
 *       class before it in the list or a type that holds the value, or that it implements an
 *       interface that such a class names.
 * </ul>
 *
 * A flow may have several versions, for commits whose names differ; the first one counts of which
 * all names exist. Where none does, the program lists the missing names and fails.
 */
public final class Structure {

  private static final List<String> VENDORS = 
      List.of("changlong", "linkws", "linkwsdomestic", "winic", "winnerlook");

  private static final Set<String> PRODUCT =
      Set.of("codec", "http", "soap-client", "vendors", "gateway-war");

  /**
   * How a value goes through the gateway.
   *
   * @param value what
   * @param version which names
   * @param fields {@code Type.field} or {@code Outer.Type.field}, separated by blanks
   * @param classes separated by blanks
   */
  private record Flow(String value, String version, String fields, String classes) {

    List<String> fieldNames() {
      return List.of(fields.strip().split("\\s+"));
    }

    List<String> classNames() {
      return List.of(classes.strip().split("\\s+"));
    }
  }

  private static final String TEXT =
      "the text of a Send over winic-http by POST, with the embedded store";
  private static final String ANSWER =
      "the answer to a poll for reports of changlong by POST, with the embedded store";

  private static final List<Flow> FLOWS =
      List.of(
          new Flow(
              TEXT,
              "now",
              """
              SoapEndpoint.Request.body SendRequest.content Content.texts Message.texts
              PendingCall.message Planner.texts Plan.texts VendorCall.texts
              ContractCheck.text
              SqlSubmissions.Prepared.content Parameter.value VendorRequest.body
              """,
              """
              SoapServlet RequestBody SoapEndpoint RequestCharset CharsetDetector RequestReader
              ContractCheck ValueRules JaxWsRuntime ConsumerService SendRequests Submissions
              SubmissionPlanner Fingerprint Routing WinicHttpClient Planner TextChecks
              SqlSubmissions ContentCipher KeyRing GroupCommit Session CallRunner CallMaker
              FormClient FormEncoding VendorHttp
              """),
          new Flow(
              TEXT,
              "bcbe850",
              """
              SoapEndpoint.Request.body SendRequest.Item.text RecipientList.texts
              RecipientList.Key.text Content.texts Message.texts Planner.texts TextChecks.texts
              Plan.texts VendorCall.texts NewCall.Key.text SqlSubmissions.Prepared.content
              Parameter.value VendorRequest.body
              """,
              """
              SoapServlet RequestBody SoapEndpoint RequestReader JaxWsRuntime ConsumerService
              SendRequests Submissions RecipientList Fingerprint SubmissionPlanner Routing
              WinicHttpClient Planner TextChecks SqlSubmissions ContentCipher KeyRing GroupCommit
              Session CallRunner CallMaker FormClient FormEncoding VendorHttp
              """),
          new Flow(
              TEXT,
              "7083f29",
              """
              SoapEndpoint.Request.body SendRequest.Letter.text Addressees.texts Addressees.Key.text
              Content.texts Message.texts Planner.texts Plan.texts VendorCall.texts NewCall.Key.text
              SqlSubmissions.Prepared.content Parameter.value VendorRequest.body
              """,
              """
              SoapServlet RequestBody SoapEndpoint RequestReader ConsumerService Submissions
              Addressees Routing SwitchedVendor WinicHttp Planner SqlSubmissions Contents KeyRing
              GroupCommit Session Dispatcher CallMaker FormClient FormEncoding VendorHttp
              """),
          new Flow(
              ANSWER,
              "now",
              """
              VendorResponse.body AnswerRecorder.answer ChanglongInbox.Report.value
              Records.Good.value Records.Broken.raw Report.status
              IncomingRecord.DeliveryReport.status RecordBatch.broken PollEnd.answer
              UnreadAnswer.answer
              """,
              """
              VendorHttp ResponseReader AnswerRecorder StoredAnswer VendorPolls PollRunner SqlPolls
              PollRows KeyRing GroupCommit Session FormClient FormEncoding ChanglongClient
              ChanglongInbox IncomingRecords RecordIdentities RecordIntake Matching DeliveryRows
              """),
          new Flow(
              ANSWER,
              "7083f29",
              """
              VendorResponse.body Journal.Asked.answer Changlong.Report.value Records.Good.value
              Records.Broken.raw Report.status Arrival.status Batch.broken PollEnd.answer
              KeptAnswer.answer
              """,
              """
              VendorHttp Journal Questions Poller SqlInbox Polls KeyRing GroupCommit Session
              FormClient FormEncoding ChanglongHttp Changlong SwitchedVendor Arrivals Intake Matching
              Deliveries
              """));

  /** A word, a number or a sign, and its line from 1. */
  private record Token(String text, int line) {

    boolean isName() {
      return Character.isJavaIdentifierStart(text.charAt(0));
    }
  }

  private record Field(String name, List<Token> type) {}

  private record Method(String owner, String name, int from, int to) {

    int lines() {
      return to - from + 1;
    }
  }

  /** A type; its name has the types around it, as in {@code Outer.Inner}. */
  private static final class Type {

    private final String name;
    private final String kind;
    private final Source source;
    private final boolean isSealed;
    private final List<Token> header;
    private final List<Field> fields = new ArrayList<>();
    private final List<Type> nested = new ArrayList<>();
    private int components;

    Type(String name, String kind, Source source, List<Token> header) {
      this.name = name;
      this.kind = kind;
      this.source = source;
      this.header = header;
      this.isSealed = header.stream().anyMatch(token -> token.text().equals("sealed"));
    }

    String simpleName() {
      return name.substring(name.lastIndexOf('.') + 1);
    }

    String qualifiedName() {
      return source.packageName + "." + name;
    }

    Stream<Type> all() {
      return Stream.concat(Stream.of(this), nested.stream().flatMap(Type::all));
    }
  }

  /** A Java file. */
  private static final class Source {

    private final Path path;
    private final String module;
    private final int lines;
    private final List<Token> tokens;
    private final Map<String, String> imports = new HashMap<>();
    private final Set<String> importedNames = new LinkedHashSet<>();
    private final List<Type> types = new ArrayList<>();
    private final List<Method> methods = new ArrayList<>();
    private String packageName = "";

    Source(Path root, Path path) throws IOException {
      this.path = root.relativize(path);
      this.module = this.path.getName(0).toString();
      String text = Files.readString(path);
      this.lines = (int) text.lines().count();
      this.tokens = tokens(withoutCommentsAndTexts(text));
      new Parser(this).parse();
    }

    Stream<Type> allTypes() {
      return types.stream().flatMap(Type::all);
    }

    Set<String> names() {
      return tokens.stream().filter(Token::isName).map(Token::text).collect(Collectors.toSet());
    }
  }

  /** Blanks in place of comments, strings and characters; lines stay where they are. */
  private static String withoutCommentsAndTexts(String text) {
    Pattern pattern =
        Pattern.compile(
            "//[^\n]*|/\\*.*?\\*/|\"\"\".*?(?<!\\\\)\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\""
                + "|'(?:\\\\.|[^'\\\\\n])+'",
            Pattern.DOTALL);
    return pattern
        .matcher(text)
        .replaceAll(
            found ->
                (found.group().startsWith("/") ? " " : "0")
                    + "\n".repeat((int) found.group().chars().filter(c -> c == '\n').count()));
  }

  private static List<Token> tokens(String text) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = Pattern.compile("\n|[\\w$]+|->|::|\\S").matcher(text);
    int line = 1;
    while (matcher.find()) {
      if (matcher.group().equals("\n")) {
        line++;
      } else {
        tokens.add(new Token(matcher.group(), line));
      }
    }
    return tokens;
  }

  /** Finds types, fields and methods; what stands in a method's body is not looked into. */
  private static final class Parser {

    private static final Set<String> KINDS = Set.of("class", "interface", "enum", "record");

    private final Source source;
    private final List<Token> tokens;
    private int next;

    Parser(Source source) {
      this.source = source;
      this.tokens = source.tokens;
    }

    void parse() {
      while (next < tokens.size() && List.of("package", "import", ";", "@").contains(text())) {
        if (text().equals("@") && !annotatesPackage()) {
          break;
        }
        List<Token> statement = until(";");
        List<String> words = statement.stream().map(Token::text).toList();
        if (words.contains("package")) {
          source.packageName =
              String.join("", words.subList(words.indexOf("package") + 1, words.size()));
        } else if (words.contains("import")) {
          boolean isStatic = words.contains("static");
          String name = String.join("", words.subList(isStatic ? 2 : 1, words.size()));
          source.importedNames.add(name);
          if (!isStatic) {
            source.imports.put(name.substring(name.lastIndexOf('.') + 1), name);
          }
        }
      }
      while (next < tokens.size()) {
        member("", source.types, Optional.empty());
      }
    }

    /** {@code package-info.java}. */
    private boolean annotatesPackage() {
      return source.path.endsWith("package-info.java");
    }

    private String text() {
      return tokens.get(next).text();
    }

    private List<Token> until(String end) {
      List<Token> found = new ArrayList<>();
      while (next < tokens.size() && !text().equals(end)) {
        found.add(tokens.get(next++));
      }
      next++;
      return found;
    }

    /** One member: a type, a method, a field, an initializer, or a lone semicolon. */
    private void member(String outer, List<Type> types, Optional<Type> owner) {
      List<Token> header = new ArrayList<>();
      int depth = 0;
      boolean hasValue = false;
      boolean hasParameters = false;
      while (next < tokens.size()) {
        String text = text();
        if (depth == 0 && !hasValue && text.equals("@") && !isAnnotationType()) {
          annotation();
          continue;
        }
        if (depth == 0 && text.equals("}")) {
          return;
        }
        if (depth == 0 && text.equals(";")) {
          next++;
          owner.ifPresent(type -> field(type, header));
          return;
        }
        if (text.equals("{") && (depth > 0 || hasValue)) {
          braces();
          continue;
        }
        if (text.equals("{")) {
          body(header, hasParameters, outer, types, owner);
          return;
        }
        depth += text.equals("(") ? 1 : text.equals(")") ? -1 : 0;
        hasParameters |= text.equals("(");
        hasValue |= depth == 0 && text.equals("=");
        header.add(tokens.get(next++));
      }
    }

    private boolean isAnnotationType() {
      return next + 1 < tokens.size() && tokens.get(next + 1).text().equals("interface");
    }

    private void annotation() {
      next++;
      while (next + 1 < tokens.size() && tokens.get(next + 1).text().equals(".")) {
        next += 2;
      }
      next++;
      if (next < tokens.size() && text().equals("(")) {
        int depth = 0;
        do {
          depth += text().equals("(") ? 1 : text().equals(")") ? -1 : 0;
          next++;
        } while (depth > 0);
      }
    }

    /** Skips a block. */
    private void braces() {
      int depth = 0;
      do {
        depth += text().equals("{") ? 1 : text().equals("}") ? -1 : 0;
        next++;
      } while (depth > 0 && next < tokens.size());
    }

    private void body(
        List<Token> header,
        boolean hasParameters,
        String outer,
        List<Type> types,
        Optional<Type> owner) {
      Optional<Integer> kind = kind(header);
      if (kind.isPresent()) {
        type(header, kind.get(), outer, types);
        return;
      }
      int from = header.isEmpty() ? tokens.get(next).line() : header.get(0).line();
      braces();
      String ownerName = owner.map(type -> type.name).orElse(outer);
      source.methods.add(
          new Method(
              ownerName,
              hasParameters ? nameBeforeParenthesis(header) : "initializer",
              from,
              tokens.get(next - 1).line()));
    }

    private static String nameBeforeParenthesis(List<Token> header) {
      for (int i = 1; i < header.size(); i++) {
        if (header.get(i).text().equals("(")) {
          return header.get(i - 1).text();
        }
      }
      return "initializer";
    }

    /** The index of the word class, interface, enum or record, if it declares a type. */
    private static Optional<Integer> kind(List<Token> header) {
      int depth = 0;
      for (int i = 0; i + 1 < header.size(); i++) {
        String text = header.get(i).text();
        depth += text.equals("(") ? 1 : text.equals(")") ? -1 : 0;
        boolean isRecord =
            !text.equals("record")
                || i + 2 < header.size()
                    && List.of("(", "<").contains(header.get(i + 2).text())
                    && header.get(i + 1).isName();
        if (depth == 0 && KINDS.contains(text) && header.get(i + 1).isName() && isRecord) {
          return Optional.of(i);
        }
      }
      return Optional.empty();
    }

    private void type(List<Token> header, int kind, String outer, List<Type> types) {
      String simpleName = header.get(kind + 1).text();
      Type type =
          new Type(
              outer.isEmpty() ? simpleName : outer + "." + simpleName,
              header.get(kind).text(),
              source,
              header);
      types.add(type);
      if (type.kind.equals("record")) {
        components(type, header.subList(kind + 2, header.size()));
      }
      next++;
      if (type.kind.equals("enum")) {
        constants();
      }
      while (next < tokens.size() && !text().equals("}")) {
        member(type.name, type.nested, Optional.of(type));
      }
      next++;
    }

    private void constants() {
      while (next < tokens.size() && !text().equals(";") && !text().equals("}")) {
        if (text().equals("{")) {
          braces();
        } else {
          next++;
        }
      }
      if (text().equals(";")) {
        next++;
      }
    }

    private static void components(Type type, List<Token> header) {
      int open = 0;
      while (!header.get(open).text().equals("(")) {
        open++;
      }
      List<Token> component = new ArrayList<>();
      int parentheses = 1;
      int angles = 0;
      for (int i = open + 1; parentheses > 0; i++) {
        String text = header.get(i).text();
        parentheses += text.equals("(") ? 1 : text.equals(")") ? -1 : 0;
        angles += text.equals("<") ? 1 : text.equals(">") ? -1 : 0;
        boolean ends = parentheses == 0 || parentheses == 1 && angles == 0 && text.equals(",");
        if (!ends) {
          component.add(header.get(i));
        } else if (!component.isEmpty()) {
          Token name = component.get(component.size() - 1);
          type.fields.add(
              new Field(name.text(), List.copyOf(component.subList(0, component.size() - 1))));
          type.components++;
          component.clear();
        }
      }
    }

    private static void field(Type type, List<Token> statement) {
      List<Token> declaration = new ArrayList<>();
      for (Token token : statement) {
        if (token.text().equals("=")) {
          break;
        }
        declaration.add(token);
      }
      boolean isMethod = declaration.stream().anyMatch(token -> token.text().equals("("));
      boolean isStatic = declaration.stream().anyMatch(token -> token.text().equals("static"));
      if (!isMethod && !isStatic && declaration.size() > 1) {
        Token name = declaration.get(declaration.size() - 1);
        type.fields.add(new Field(name.text(), declaration.subList(0, declaration.size() - 1)));
      }
    }
  }

  private final Path root;
  private final List<Source> sources;
  private final Map<String, Type> byQualifiedName = new HashMap<>();
  private final List<String> rows = new ArrayList<>();
  private final List<String> details = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();

  private Structure(Path root) throws IOException {
    this.root = root;
    List<Source> found = new ArrayList<>();
    for (Path path : mainFiles()) {
      if (path.toString().endsWith(".java") && !path.endsWith("module-info.java")) {
        found.add(new Source(root, path));
      }
    }
    this.sources = List.copyOf(found);
    sources.stream()
        .flatMap(Source::allTypes)
        .forEach(type -> byQualifiedName.put(type.qualifiedName(), type));
  }

  /** Prints the table; fails if the data of this program does not fit the checkout. */
  public static void main(String[] arguments) throws IOException {
    List<String> given = new ArrayList<>(List.of(arguments));
    boolean hasDetails = given.remove("--details");
    Path root = Path.of(given.isEmpty() ? "." : given.get(0)).toAbsolutePath().normalize();
    Structure structure = new Structure(root);
    structure.count();
    structure.rows.forEach(System.out::println);
    if (hasDetails) {
      structure.details.forEach(System.out::println);
    }
    structure.errors.forEach(System.err::println);
    if (!structure.errors.isEmpty()) {
      System.exit(1);
    }
  }

  private List<Path> mainFiles() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> isMain(root.relativize(file)))
          .sorted()
          .toList();
    }
  }

  private static boolean isMain(Path file) {
    String name = "/" + file.toString().replace('\\', '/');
    return name.contains("/src/main/") && !name.contains("/target/");
  }

  private void count() throws IOException {
    rows.add("| what | how much | where |");
    rows.add("|---|---|---|");
    largestPackage();
    widestRecord();
    longestMethod();
    longestFile();
    instanceofOutcome();
    classCycles();
    packageCycles();
    sentences();
    for (String vendor : VENDORS) {
      filesThatName(vendor);
    }
    flow(TEXT, "the text of a Send");
    flow(ANSWER, "a poll's answer");
  }

  private void row(String what, Object howMuch, String where) {
    rows.add("| " + what + " | " + howMuch + " | " + where + " |");
  }

  private static String code(Object text) {
    return "`" + text + "`";
  }

  private void largestPackage() {
    Map<String, Long> sizes =
        sources.stream()
            .flatMap(source -> source.types.stream())
            .collect(
                Collectors.groupingBy(
                    type -> type.source.packageName, TreeMap::new, Collectors.counting()));
    Map.Entry<String, Long> largest = largest(sizes.entrySet(), Map.Entry::getValue);
    row("largest package (top-level types)", largest.getValue(), code(largest.getKey()));
  }

  private void widestRecord() {
    Type widest =
        largest(
            sources.stream().flatMap(Source::allTypes).toList(), type -> (long) type.components);
    row("widest record (components)", widest.components, code(widest.qualifiedName()));
  }

  private void longestMethod() {
    Method longest =
        largest(
            sources.stream().flatMap(source -> source.methods.stream()).toList(),
            method -> (long) method.lines());
    row("longest method (lines)", longest.lines(), code(longest.owner() + "." + longest.name()));
  }

  private void longestFile() {
    Source longest = largest(sources, source -> (long) source.lines);
    row("longest file (lines)", longest.lines, code(longest.path));
  }

  private static <T> T largest(Collection<T> all, java.util.function.Function<T, Long> size) {
    return all.stream().max(Comparator.comparing(size)).orElseThrow();
  }

  private void instanceofOutcome() {
    Set<String> kinds =
        sources.stream()
            .flatMap(source -> source.types.stream())
            .filter(type -> type.name.equals("Outcome"))
            .flatMap(type -> type.nested.stream())
            .map(Type::simpleName)
            .collect(Collectors.toSet());
    Map<String, Integer> byFile = new TreeMap<>();
    for (Source source : sources) {
      for (int i = 0; i + 1 < source.tokens.size(); i++) {
        if (source.tokens.get(i).text().equals("instanceof") && isOutcome(source, i + 1, kinds)) {
          byFile.merge(source.path.getFileName().toString(), 1, Integer::sum);
        }
      }
    }
    row(
        "`instanceof` on kinds of `Outcome`",
        byFile.values().stream().mapToInt(Integer::intValue).sum(),
        byFile.keySet().stream().map(Structure::code).collect(Collectors.joining(", ")));
  }

  private static boolean isOutcome(Source source, int from, Set<String> kinds) {
    int i = source.tokens.get(from).text().equals("final") ? from + 1 : from;
    String first = source.tokens.get(i).text();
    return first.equals("Outcome")
            && source.tokens.get(i + 1).text().equals(".")
            && kinds.contains(source.tokens.get(i + 2).text())
        || kinds.contains(first)
            && source.imports.getOrDefault(first, "").endsWith(".Outcome." + first);
  }

  private void classCycles() {
    List<List<String>> cycles = new ArrayList<>();
    Map<String, List<Type>> byPackage =
        sources.stream()
            .flatMap(source -> source.types.stream())
            .collect(
                Collectors.groupingBy(
                    type -> type.source.packageName, TreeMap::new, Collectors.toList()));
    byPackage.forEach(
        (packageName, types) -> {
          Map<String, Set<String>> graph = new TreeMap<>();
          Set<String> all = types.stream().map(type -> type.name).collect(Collectors.toSet());
          for (Type type : types) {
            Set<String> referred = referred(type.source, all);
            referred.remove(type.name);
            graph.put(type.name, referred);
          }
          cycles.addAll(cycles(graph));
        });
    cycles("class cycles inside a package", cycles);
  }

  /** The names of the package's types that a file has, but for those that mean something else. */
  private static Set<String> referred(Source source, Set<String> ofPackage) {
    Set<String> referred = new TreeSet<>();
    String before = "";
    boolean isPermits = false;
    for (Token token : source.tokens) {
      isPermits = token.text().equals("permits") || isPermits && !token.text().equals("{");
      if (!isPermits && !before.equals(".") && ofPackage.contains(token.text())) {
        referred.add(token.text());
      }
      before = token.text();
    }
    source.imports.forEach(
        (simple, qualified) -> {
          if (!qualified.equals(source.packageName + "." + simple)) {
            referred.remove(simple);
          }
        });
    source.types.stream()
        .flatMap(type -> type.nested.stream())
        .flatMap(Type::all)
        .map(Type::simpleName)
        .forEach(referred::remove);
    return referred;
  }

  private void packageCycles() {
    Map<String, Set<String>> graph = new TreeMap<>();
    Set<String> packages =
        sources.stream().map(source -> source.packageName).collect(Collectors.toSet());
    for (Source source : sources) {
      Set<String> referred = graph.computeIfAbsent(source.packageName, name -> new TreeSet<>());
      Stream.concat(source.importedNames.stream(), qualifiedNames(source).stream())
          .map(name -> packageOf(name, packages))
          .flatMap(Optional::stream)
          .filter(name -> !name.equals(source.packageName))
          .forEach(referred::add);
    }
    cycles("package cycles", cycles(graph));
  }

  /** Names with dots between them, as {@code a.b.C}. */
  private static List<String> qualifiedNames(Source source) {
    List<String> names = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    for (Token token : source.tokens) {
      boolean isDot = token.text().equals(".");
      boolean continues = name.length() > 0 && (isDot != (name.charAt(name.length() - 1) == '.'));
      if ((isDot || token.isName()) && continues) {
        name.append(token.text());
      } else {
        names.add(name.toString());
        name.setLength(0);
        name.append(token.isName() ? token.text() : "");
      }
    }
    return names;
  }

  private static Optional<String> packageOf(String name, Set<String> packages) {
    String prefix = name;
    while (prefix.contains(".")) {
      prefix = prefix.substring(0, prefix.lastIndexOf('.'));
      if (packages.contains(prefix)) {
        char next = name.charAt(prefix.length() + 1);
        return Optional.of(prefix).filter(found -> Character.isUpperCase(next) || next == '*');
      }
    }
    return Optional.empty();
  }

  private void cycles(String what, List<List<String>> cycles) {
    row(
        what,
        cycles.size(),
        cycles.stream()
            .map(cycle -> code(String.join(", ", cycle)))
            .collect(Collectors.joining("; ")));
  }

  /** Strongly connected components of two or more, by Tarjan's algorithm. */
  private static List<List<String>> cycles(Map<String, Set<String>> graph) {
    return new Components(graph).found();
  }

  private static final class Components {

    private final Map<String, Set<String>> graph;
    private final Map<String, Integer> index = new HashMap<>();
    private final Map<String, Integer> low = new HashMap<>();
    private final Deque<String> stack = new ArrayDeque<>();
    private final List<List<String>> found = new ArrayList<>();

    Components(Map<String, Set<String>> graph) {
      this.graph = graph;
    }

    List<List<String>> found() {
      graph.keySet().stream().filter(node -> !index.containsKey(node)).forEach(this::visit);
      return found;
    }

    private void visit(String node) {
      index.put(node, index.size());
      low.put(node, index.get(node));
      stack.push(node);
      for (String other : graph.getOrDefault(node, Set.of())) {
        if (!index.containsKey(other)) {
          visit(other);
          low.merge(node, low.get(other), Math::min);
        } else if (stack.contains(other)) {
          low.merge(node, index.get(other), Math::min);
        }
      }
      if (low.get(node).equals(index.get(node))) {
        List<String> component = new ArrayList<>();
        String member;
        do {
          member = stack.pop();
          component.add(member);
        } while (!member.equals(node));
        if (component.size() > 1) {
          component.sort(Comparator.naturalOrder());
          found.add(component);
        }
      }
    }
  }

  private void sentences() throws IOException {
    int sentences = 0;
    int words = 0;
    List<Path> pages = pages();
    for (Path page : pages) {
      for (String sentence : sentences(Files.readString(page))) {
        int count = words(sentence);
        sentences += count > 0 ? 1 : 0;
        words += count;
      }
    }
    row(
        "words in a sentence of the pages, on average",
        String.format(Locale.ROOT, "%.1f", (double) words / sentences),
        pages.size() + " pages, " + sentences + " sentences");
  }

  private List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve("docs"))) {
      Stream<Path> ofRoot =
          Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md").map(root::resolve);
      return Stream.concat(ofRoot.filter(Files::exists), files)
          .filter(file -> file.toString().endsWith(".md") && !file.toString().endsWith(".zh.md"))
          .sorted()
          .toList();
    }
  }

  private static List<String> sentences(String page) {
    String text =
        page.replaceAll("(?s)```.*?```", "\n\n")
            .replaceAll("(?s)<!--.*?-->", "\n\n")
            .replaceAll("(?m)^\\s*[|#].*$", "\n")
            .replaceAll("(?m)^\\s*([-*]|[0-9]+\\.)\\s", "\n\n")
            .replaceAll("`[^`]*`", "code")
            .replaceAll("!?\\[([^]]*)]\\([^)]*\\)", "$1")
            .replaceAll("<[^>]*>", " ");
    return Stream.of(text.split("\n\\s*\n"))
        .flatMap(paragraph -> Stream.of(paragraph.split("(?<=[.!?])[)\"*”]*\\s+")))
        .toList();
  }

  private static int words(String sentence) {
    return (int)
        Stream.of(sentence.strip().split("\\s+"))
            .filter(word -> word.chars().anyMatch(Character::isLetterOrDigit))
            .count();
  }

  private void filesThatName(String vendor) throws IOException {
    Set<String> change = new TreeSet<>();
    Set<String> ownName = new TreeSet<>();
    for (Path path : mainFiles()) {
      Path file = root.relativize(path);
      if (!isVendorsOwn(file, vendor)
          && new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1)
              .toLowerCase(Locale.ROOT)
              .contains(vendor)) {
        boolean isNamed = file.getFileName().toString().toLowerCase(Locale.ROOT).contains(vendor);
        (isNamed ? ownName : change).add(file.toString().replace('\\', '/'));
      }
    }
    row(
        "files that name " + vendor + " outside its packages",
        change.size() + ownName.size(),
        change.size() + " that exist and change, " + ownName.size() + " named after it");
    details.add("");
    details.add("Files that name " + vendor + " and are not named after it:");
    details.add("");
    change.forEach(file -> details.add("- " + code(file)));
  }

  private static boolean isVendorsOwn(Path file, String vendor) {
    String name = "/" + file.toString().replace('\\', '/');
    return name.contains("/wsdl/")
        || Stream.of("vendor/" + vendor, "codec", "sandbox/server", "sandbox/simulator")
            .anyMatch(own -> name.contains("/dev/yizhan/" + own + "/"));
  }

  private void flow(String value, String shortName) {
    Map<String, List<String>> missing = new LinkedHashMap<>();
    for (Flow flow : FLOWS) {
      if (flow.value().equals(value)) {
        List<String> absent = absent(flow);
        if (absent.isEmpty()) {
          flow(flow, shortName);
          return;
        }
        missing.put(flow.version(), absent);
      }
    }
    errors.add("Structure.FLOWS does not fit: " + value + ": missing " + missing);
  }

  private List<String> absent(Flow flow) {
    return Stream.concat(
            flow.fieldNames().stream().filter(name -> holder(name).isEmpty()),
            flow.classNames().stream().filter(name -> topLevel(name).isEmpty()))
        .toList();
  }

  private Stream<Type> productTypes() {
    return sources.stream()
        .filter(source -> PRODUCT.contains(source.module))
        .flatMap(Source::allTypes);
  }

  private Optional<Type> holder(String field) {
    int dot = field.lastIndexOf('.');
    return productTypes()
        .filter(type -> type.name.equals(field.substring(0, dot)))
        .filter(
            type ->
                type.fields.stream().anyMatch(each -> each.name().equals(field.substring(dot + 1))))
        .findFirst();
  }

  private Optional<Source> topLevel(String name) {
    return sources.stream()
        .filter(source -> PRODUCT.contains(source.module))
        .filter(source -> source.types.stream().anyMatch(type -> type.name.equals(name)))
        .findFirst();
  }

  private void flow(Flow flow, String shortName) {
    Set<Type> holders = holders(flow);
    Set<String> names = holders.stream().map(type -> type.name).collect(Collectors.toSet());
    row("types that hold " + shortName, holders.size(), "flow " + code(flow.version()));
    row("classes that it passes", flow.classNames().size(), "flow " + code(flow.version()));
    check(flow, names);
    details.add("");
    details.add("Types that hold " + flow.value() + ":");
    details.add(
        names.stream().sorted().map(Structure::code).collect(Collectors.joining(", ")) + ".");
    details.add("");
    details.add("Classes that it passes:");
    details.add(
        flow.classNames().stream().map(Structure::code).collect(Collectors.joining(", ")) + ".");
  }

  private Set<Type> holders(Flow flow) {
    Set<Type> holders = new LinkedHashSet<>();
    flow.fieldNames().forEach(name -> holders.add(holder(name).orElseThrow()));
    boolean grows = true;
    while (grows) {
      Set<Type> named = new LinkedHashSet<>(holders);
      holders.forEach(type -> named.addAll(sealedInterfaces(type)));
      grows =
          holders.addAll(
              productTypes()
                  .filter(type -> type.kind.equals("record") || type.name.contains("."))
                  .filter(
                      type ->
                          type.fields.stream()
                              .filter(field -> !isBehaviour(field, type))
                              .flatMap(field -> named(field.type(), type).stream())
                              .anyMatch(named::contains))
                  .toList());
    }
    return holders;
  }

  private boolean isBehaviour(Field field, Type type) {
    for (Token token : field.type()) {
      if (Character.isUpperCase(token.text().charAt(0))) {
        String imported = type.source.imports.getOrDefault(token.text(), "");
        return imported.startsWith("java.util.function.")
            || named(field.type(), type).stream()
                .limit(1)
                .anyMatch(first -> first.kind.equals("interface") && !first.isSealed);
      }
    }
    return false;
  }

  private List<Type> sealedInterfaces(Type type) {
    List<String> words = type.header.stream().map(Token::text).toList();
    int from = words.indexOf("implements");
    return from < 0
        ? List.of()
        : named(type.header.subList(from, type.header.size()), type).stream()
            .filter(each -> each.isSealed)
            .toList();
  }

  /** The types of the checkout that some tokens name, as they are seen from a type. */
  private List<Type> named(List<Token> tokens, Type from) {
    List<Type> named = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      boolean isFirst = i == 0 || !tokens.get(i - 1).text().equals(".");
      if (tokens.get(i).isName() && isFirst) {
        StringBuilder name = new StringBuilder(tokens.get(i).text());
        while (i + 2 < tokens.size()
            && tokens.get(i + 1).text().equals(".")
            && tokens.get(i + 2).isName()) {
          name.append('.').append(tokens.get(i + 2).text());
          i += 2;
        }
        resolved(name.toString(), from).ifPresent(named::add);
      }
    }
    return named;
  }

  private Optional<Type> resolved(String name, Type from) {
    String packageName = from.source.packageName + ".";
    String around = from.name;
    while (true) {
      Type nested = byQualifiedName.get(packageName + around + "." + name);
      if (nested != null) {
        return Optional.of(nested);
      }
      if (!around.contains(".")) {
        break;
      }
      around = around.substring(0, around.lastIndexOf('.'));
    }
    String first = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
    String imported = from.source.imports.get(first);
    return Optional.ofNullable(
            byQualifiedName.get(
                imported == null ? packageName + name : imported + name.substring(first.length())))
        .or(() -> Optional.ofNullable(byQualifiedName.get(name)));
  }

  /** That each class of the path has to do with one before it, or with the value. */
  private void check(Flow flow, Set<String> holders) {
    Set<String> known = new LinkedHashSet<>();
    holders.forEach(name -> known.add(name.substring(name.lastIndexOf('.') + 1)));
    Set<String> namedBefore = new LinkedHashSet<>();
    for (String name : flow.classNames()) {
      Source source = topLevel(name).orElseThrow();
      Set<String> names = source.names();
      boolean implementsNamed =
          source.types.stream()
              .flatMap(type -> type.header.stream())
              .map(Token::text)
              .anyMatch(namedBefore::contains);
      if (names.stream().noneMatch(known::contains)
          && !namedBefore.contains(name)
          && !implementsNamed) {
        errors.add(
            "Structure.FLOWS: " + name + " has nothing to do with the classes before it: " + flow);
      }
      known.add(name);
      namedBefore.addAll(names);
    }
  }
}
