package org.haprag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/troubleshooting.md has what every error that the user can correct says is wrong. */
class TroubleshootingTest {
    /** Calls whose first argument, behind the place if they name one, says what is wrong. */
    private static final Pattern ERROR =
            Pattern.compile("new InputException\\(|(?:throw|return) (?:record\\.)?(?:error|refused)\\((?=\\s*\")");

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** Shorter pieces between names and numbers say too little to be looked for. */
    private static final int LEAST_CHARS = 8;

    @Test
    void everyErrorCanBeLookedUp() throws IOException {
        String docs = Files.readString(SchemaFiles.ROOT.resolve("docs/troubleshooting.md"));
        List<String> missing = new ArrayList<>();
        int found = 0;
        for (Path source : sources()) {
            String code = Files.readString(source);
            for (Matcher call = ERROR.matcher(code); call.find(); ) {
                List<String> arguments = arguments(code, call.end());
                String what = arguments.get(call.group().startsWith("new") ? 1 : 0);
                for (Matcher literal = LITERAL.matcher(what); literal.find(); ) {
                    String text = literal.group(1).strip();
                    if (text.length() < LEAST_CHARS) continue;
                    found++;
                    if (!docs.contains(text)) missing.add(source.getFileName() + ": " + text);
                }
            }
        }
        assertThat(missing)
                .as("say in docs/troubleshooting.md what to do about these")
                .isEmpty();
        assertThat(found).isGreaterThan(100);
    }

    private static List<Path> sources() throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> modules = Files.list(SchemaFiles.ROOT.resolve("modules"))) {
            for (Path module : modules.sorted().toList()) {
                Path main = module.resolve("src/main/java");
                if (!Files.isDirectory(main)) continue;
                try (Stream<Path> files = Files.walk(main)) {
                    files.filter(f -> f.toString().endsWith(".java")).sorted().forEach(all::add);
                }
            }
        }
        return all;
    }

    /** The arguments of a call as text; {@code at} is behind its opening parenthesis. */
    private static List<String> arguments(String code, int at) {
        List<String> out = new ArrayList<>();
        int depth = 0;
        int from = at;
        for (int i = at; ; i++) {
            char c = code.charAt(i);
            if (c == '"' || c == '\'') {
                for (i++; code.charAt(i) != c; i++) if (code.charAt(i) == '\\') i++;
            } else if (c == '(' || c == '[' || c == '{') {
                depth++;
            } else if (c == ')' || c == ']' || c == '}') {
                if (depth-- > 0) continue;
                out.add(code.substring(from, i));
                return out;
            } else if (c == ',' && depth == 0) {
                out.add(code.substring(from, i));
                from = i + 1;
            }
        }
    }
}
