package org.haprag.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Site;

/**
 * Joins VCFs of the same samples, one after the other, to a bgzipped VCF with a tabix index; the records' text is unchanged.
 * Files follow each other by position and contig; those of {@code impute --chunk} must be all of one run's, in order.
 */
public final class VcfLigation {
    private static final String CHUNK = "##haprag_chunk=";
    private static final String CHUNK_OPTION = " --chunk[ =][0-9]+/[0-9]+";
    private static final String CONTIG = "##contig=";
    /** Lines that differ between runs on different contigs. */
    private static final List<String> OF_THE_RUN = List.of("##haprag_inputs=", "##haprag_command=");

    private final List<Path> files;
    private final IndexedBgzf out;
    private final Set<String> contigs = new HashSet<>();
    private Site last;
    private int records;

    private VcfLigation(List<Path> files, IndexedBgzf out) {
        this.files = files;
        this.out = out;
    }

    /**
     * Joins files.
     *
     * @param files in the order of their records; at least one
     * @param out appears when complete, with out.tbi beside it
     * @param threads how many threads compress, at least 1
     * @return how many records there are
     * @throws InputException if samples or headers differ, chunks are missing or out of order, or records overlap
     */
    public static int join(List<Path> files, Path out, int threads) {
        for (Path in : files) MaskedVcf.refuseSameFile(in, out);
        List<String> header = header(files);
        try (IndexedBgzf bgzf = new IndexedBgzf(out, threads)) {
            bgzf.submit(block -> block.append(String.join("\n", header) + "\n"));
            VcfLigation ligation = new VcfLigation(files, bgzf);
            for (int i = 0; i < files.size(); i++) ligation.append(i);
            bgzf.commit();
            return ligation.records;
        }
    }

    private void append(int index) {
        try (VcfScanner in = VcfScanner.open(files.get(index))) {
            RecordCopy copy = new RecordCopy(in, out);
            boolean first = true;
            while (in.next()) {
                Site site = in.site();
                checkOrder(in, site, first, index);
                copy.add(site);
                last = site;
                first = false;
                records++;
            }
            copy.flush();
        }
    }

    private void checkOrder(VcfScanner in, Site site, boolean first, int index) {
        boolean sameContig = last != null && last.contig().equals(site.contig());
        if (!sameContig && !contigs.add(site.contig())) {
            throw new InputException(
                    in.where(),
                    "a contig comes a second time",
                    site.contig() + " after " + last.contig(),
                    "all records of a contig together",
                    "give the files in the order of their records");
        }
        if (!first || !sameContig || site.pos() > last.pos()) return;
        throw new InputException(
                in.where(),
                "the file does not begin behind the end of the one before",
                site.contig() + ":" + site.pos() + ", and " + files.get(index - 1) + " ends at " + last.pos(),
                "files that do not overlap, in the order of their records",
                "give them in that order; leave out what is there twice");
    }

    /** The first file's header without what makes it a piece, with the contigs, inputs and commands of all. */
    private static List<String> header(List<Path> files) {
        List<List<String>> headers = new ArrayList<>();
        for (Path file : files) {
            try (VcfScanner in = VcfScanner.open(file)) {
                headers.add(in.headerLines());
            }
        }
        List<String> first = headers.get(0);
        boolean chunks = headers.stream().anyMatch(h -> chunk(h) != null);
        Set<String> contigs = new LinkedHashSet<>();
        Set<String> runs = new LinkedHashSet<>();
        for (int i = 0; i < headers.size(); i++) {
            if (chunks) checkChunk(files, headers, i);
            checkSame(files, first, headers.get(i), i, chunks);
            headers.get(i).stream().filter(l -> l.startsWith(CONTIG)).forEach(contigs::add);
            headers.get(i).stream()
                    .filter(VcfLigation::ofTheRun)
                    .map(VcfLigation::whole)
                    .forEach(runs::add);
        }
        List<String> joined = new ArrayList<>();
        for (String line : first) {
            if (line.startsWith(CHUNK)) continue;
            if (ofTheRun(line)) {
                joined.addAll(runs); // those of all files, where the first has its own
                runs.clear();
            } else if (!line.startsWith(CONTIG) || contigs.remove(line)) {
                joined.add(line);
            }
        }
        joined.addAll(lastContig(joined), contigs);
        return joined;
    }

    /** Where further contigs go: behind the last one, else before the #CHROM line. */
    private static int lastContig(List<String> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) if (lines.get(i).startsWith(CONTIG)) return i + 1;
        return lines.size() - 1;
    }

    private static boolean ofTheRun(String line) {
        return OF_THE_RUN.stream().anyMatch(line::startsWith);
    }

    private static String whole(String line) {
        return line.startsWith("##haprag_command=") ? line.replaceFirst(CHUNK_OPTION, "") : line;
    }

    private static String chunk(List<String> header) {
        return header.stream()
                .filter(l -> l.startsWith(CHUNK))
                .findFirst()
                .map(l -> l.substring(CHUNK.length()))
                .orElse(null);
    }

    private static void checkChunk(List<Path> files, List<List<String>> headers, int index) {
        String found = chunk(headers.get(index));
        int count = files.size();
        if ((index + 1 + "/" + count).equals(found)) return;
        throw new InputException(
                files.get(index).toString(),
                "the chunks of one run are not all there, each once and in order",
                found == null ? "a file that is no chunk" : "chunk " + found,
                "chunk " + (index + 1) + "/" + count + " of " + count + " files",
                "give the outputs of --chunk 1/N to N/N in that order");
    }

    /** Chunks of one run differ in their number only; pieces of another kind must at least say the same of their fields. */
    private static void checkSame(List<Path> files, List<String> first, List<String> other, int index, boolean chunks) {
        List<String> expected = compared(first, chunks);
        List<String> found = compared(other, chunks);
        if (found.equals(expected)) return;
        int i = 0;
        while (i < Math.min(found.size(), expected.size()) && found.get(i).equals(expected.get(i))) i++;
        boolean samples = i < found.size() && found.get(i).startsWith("#CHROM");
        throw new InputException(
                files.get(index).toString(),
                samples ? "its samples are not those of " + files.get(0) : "its header is not that of " + files.get(0),
                VcfFileHeader.quote(i < found.size() ? found.get(i) : "no more lines"),
                VcfFileHeader.quote(i < expected.size() ? expected.get(i) : "no more lines"),
                "join files of one run, or of runs with the same version, model, fields and targets");
    }

    private static List<String> compared(List<String> header, boolean chunks) {
        return header.stream()
                .filter(l -> !l.startsWith(CHUNK) && !l.startsWith(CONTIG))
                .filter(l -> chunks || !ofTheRun(l))
                .map(VcfLigation::whole)
                .toList();
    }
}
