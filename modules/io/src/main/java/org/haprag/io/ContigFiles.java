package org.haprag.io;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.haprag.genotype.Contigs;
import org.haprag.genotype.InputException;

/**
 * What a name on the command line stands for: one file, or, where {@code {}} stands in it for the name of a contig, such as {@code
 * panel.chr{}.vcf.gz}, one file a contig.
 *
 * @param option whose name it is, for messages
 * @param name as given
 */
public record ContigFiles(String option, Path name) {
    private static final String PLACE = "{}";

    /** What stands beside a file of genotypes and is none itself. */
    private static final Pattern BESIDE =
            Pattern.compile(".*\\.(tbi|csi|log|partial|resume|sites\\.tsv|run\\.json|metrics\\.json|report\\.html)");

    /** Whether there is one file a contig. A file that has such a name itself is one file. */
    public boolean pattern() {
        return namesContigs() && !Files.exists(name);
    }

    /** Whether {@code {}} stands in the name. */
    public boolean namesContigs() {
        return fileName().contains(PLACE);
    }

    /**
     * The file to write for a contig, whose name loses its {@code chr} where that stands before {@code {}} already.
     *
     * @throws InputException if the contig's name would lead to another folder
     */
    public Path toWrite(String contig) {
        if (contig.contains("/")) {
            throw new InputException(
                    option + " " + name,
                    "the name of a contig cannot be part of a file's name",
                    contig,
                    "names without /",
                    "write this contig by itself, with --region and a name without {}");
        }
        boolean chr = fileName().substring(0, fileName().indexOf(PLACE)).endsWith("chr");
        return name.resolveSibling(fileName().replace(PLACE, chr ? Contigs.plain(contig) : contig));
    }

    private String fileName() {
        return String.valueOf(name.getFileName());
    }

    /**
     * The files: the one, or all that the pattern fits, in the order of what stands for the contig.
     *
     * @throws InputException if the pattern fits none
     */
    public List<Path> files() {
        if (!pattern()) return List.of(name);
        List<Path> fitting = fitting();
        if (fitting.isEmpty()) throw none("no file that fits");
        return fitting;
    }

    /** The files that the pattern fits, in that order. */
    public List<Path> fitting() {
        return List.copyOf(byContig().values());
    }

    /** The same, by what stands for the contig. */
    private Map<String, Path> byContig() {
        Map<String, Path> fitting = new TreeMap<>(Contigs.ORDER.thenComparing(Comparator.naturalOrder()));
        int at = fileName().indexOf(PLACE);
        String before = fileName().substring(0, at);
        String after = fileName().substring(at + PLACE.length());
        Path folder = name.toAbsolutePath().getParent();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path file : all) {
                String found = file.getFileName().toString();
                if (found.length() <= before.length() + after.length()) continue;
                if (!found.startsWith(before)
                        || !found.endsWith(after)
                        || BESIDE.matcher(found).matches()) continue;
                String contig = found.substring(before.length(), found.length() - after.length());
                fitting.put(contig, name.resolveSibling(found));
            }
        } catch (IOException e) {
            throw CompressedInput.unreadable(folder, e.toString(), e);
        }
        return fitting;
    }

    /**
     * The file of a contig: the one, or that of the pattern with the contig's name, with or without {@code chr}, else with PLINK's
     * number of it.
     *
     * @return empty if a pattern has none for it
     */
    public Optional<Path> of(String contig) {
        if (!pattern()) return Optional.of(name);
        for (String text : List.of(contig, Contigs.plain(contig), "chr" + Contigs.plain(contig))) {
            Path file = name.resolveSibling(fileName().replace(PLACE, text));
            if (Files.exists(file)) return Optional.of(file);
        }
        Map<String, Path> byContig = byContig();
        return Contigs.named(byContig.keySet(), contig).map(byContig::get);
    }

    private InputException none(String found) {
        return new InputException(
                option + " " + name,
                "no file has such a name with a contig in the place of {}",
                found,
                "files such as " + name.resolveSibling(fileName().replace(PLACE, "20")),
                "check the folder and the name");
    }

    /** What the user is told where a pattern has no file for a contig. */
    public InputException noneFor(String contig) {
        return none("none for contig " + contig);
    }
}
