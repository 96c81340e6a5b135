package org.haprag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the repository's pages point at is there, and no file cites what is not in the repository. */
class DocumentationTest {
    private static final List<String> PAGES =
            List.of("README.md", "ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "docs", "bench", "examples");

    /** Pages about the project's history, which may speak of documents that are not here. */
    private static final String HISTORY = "docs/development/";

    /** A link or an image; code spans are taken out before. */
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *$");

    /** A script or configuration named in text; NAME stands for any. */
    private static final Pattern NAMED_FILE =
            Pattern.compile("\\b(?:bench|configs|data-schemas|docker|docs|examples)/(?!\\S*NAME)[\\w./-]+\\.\\w+");

    /** Brackets keep these words out of this file itself. */
    private static final Pattern NOT_HERE = Pattern.compile(
            "(?i:seed[ ]document|\\bance[s]tor|third document|quick-start document)|\\.\\./shared|METRICS\\.md");

    @Test
    void everyLinkLeadsToAFileAndAHeadingThatAreThere() throws IOException {
        Map<Path, Set<String>> anchors = new HashMap<>();
        List<String> broken = new ArrayList<>();
        int found = 0;
        for (Path page : pages()) {
            for (Matcher link = LINK.matcher(prose(page)); link.find(); ) {
                String to = link.group(1);
                if (to.matches("[a-z]+:.*")) continue;
                found++;
                String[] parts = to.split("#", 2);
                Path file = parts[0].isEmpty()
                        ? page
                        : page.resolveSibling(parts[0]).normalize();
                if (!Files.exists(file)) {
                    broken.add(name(page) + ": " + to);
                } else if (parts.length == 2) {
                    if (!anchors.containsKey(file)) anchors.put(file, anchors(file));
                    if (!anchors.get(file).contains(parts[1])) broken.add(name(page) + ": " + to);
                }
            }
        }
        assertThat(broken).isEmpty();
        assertThat(found).as("links").isGreaterThan(80);
    }

    @Test
    void everyFileNamedInTextIsThere() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Path page : pagesAndSettings()) {
            for (Matcher file = NAMED_FILE.matcher(Files.readString(page)); file.find(); ) {
                boolean there = Files.exists(SchemaFiles.ROOT.resolve(file.group()))
                        || Files.exists(page.resolveSibling(file.group()));
                if (!there) missing.add(name(page) + ": " + file.group());
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void nothingButTheHistoryCitesWhatIsNotHere() throws IOException {
        List<String> found = new ArrayList<>();
        List<Path> files = pagesAndSettings();
        for (String ending : List.of(".java", ".sh", ".py", ".xml")) {
            for (String below : List.of("modules", "bench", "docker")) files.addAll(files(below, ending));
        }
        for (Path file : files) {
            if (name(file).startsWith(HISTORY) || file.endsWith("DocumentationTest.java")) continue;
            for (Matcher cited = NOT_HERE.matcher(Files.readString(file)); cited.find(); ) {
                found.add(name(file) + ": " + cited.group());
            }
        }
        assertThat(found).isEmpty();
    }

    private static String name(Path file) {
        return SchemaFiles.ROOT.relativize(file).toString();
    }

    private static String prose(Path page) throws IOException {
        return Files.readString(page).replaceAll("(?m)^    .*$", "").replaceAll("`[^`\n]*`(?!])", "");
    }

    /** The names by which GitHub and others link to headings: lower case, blanks as hyphens, no punctuation. */
    private static Set<String> anchors(Path page) throws IOException {
        Set<String> names = new HashSet<>();
        for (Matcher heading = HEADING.matcher(Files.readString(page)); heading.find(); ) {
            names.add(heading.group(1)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-'));
        }
        return names;
    }

    private static List<Path> pages() throws IOException {
        List<Path> all = new ArrayList<>();
        for (String page : PAGES) all.addAll(files(page, ".md"));
        return all;
    }

    private static List<Path> pagesAndSettings() throws IOException {
        List<Path> all = pages();
        all.addAll(files("configs", ".yaml"));
        all.addAll(files("data-schemas", ".json"));
        return all;
    }

    /** Files of the repository, not what a build writes. */
    private static List<Path> files(String below, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(SchemaFiles.ROOT.resolve(below))) {
            return files.filter(
                            f -> f.toString().endsWith(ending) && !f.toString().contains("/target/"))
                    .sorted()
                    .toList();
        }
    }
}
