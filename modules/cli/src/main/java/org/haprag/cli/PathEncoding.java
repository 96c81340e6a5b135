package org.haprag.cli;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Java decodes the names of files by the locale. In the C locale, as under cron and in many containers, it cannot open a name
 * that is not ASCII, and breaks in odd places.
 */
final class PathEncoding {
    private PathEncoding() {}

    /**
     * What to tell the user where a name does not survive; empty if all is well.
     *
     * @param locale in which Java reads names
     * @param folder the working folder
     */
    static Optional<String> problem(Charset locale, String folder, List<String> arguments) {
        return Stream.concat(Stream.of(folder), arguments.stream())
                .filter(text ->
                        text.indexOf('\uFFFD') >= 0 || !locale.newEncoder().canEncode(text))
                .findFirst()
                .map(
                        text -> locale.equals(StandardCharsets.UTF_8)
                                ? "imputer: a name is not UTF-8, and Java cannot open it: " + text + ". Fix: rename it"
                                : "imputer: Java cannot open names outside of " + locale + " in this locale: "
                                        + text.replaceAll("[^ -~]", "?")
                                        + ". Fix: set LC_ALL=C.UTF-8, or start the program by its script ./imputer, which does");
    }

    /** The same of this process. */
    static Optional<String> problem(String... arguments) {
        Charset locale = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
        return problem(locale, System.getProperty("user.dir"), List.of(arguments));
    }
}
