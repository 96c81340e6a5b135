package org.haprag.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.haprag.genotype.Site;

/** Copies records to an indexed file. */
final class RecordCopy {
    private static final int BATCH_BYTES = 1 << 20;

    private final VcfScanner in;
    private final IndexedBgzf out;
    private List<byte[]> lines = new ArrayList<>();
    private List<Site> sites = new ArrayList<>();
    private List<Integer> ends = new ArrayList<>();
    private long batchBytes;

    RecordCopy(VcfScanner in, IndexedBgzf out) {
        this.in = in;
        this.out = out;
    }

    /** Copies the scanner's present record, its text unchanged. */
    void add(Site site) {
        add(site, in.lineBytes());
    }

    /** Copies the scanner's present record with another text. @param line without its end */
    void add(Site site, byte[] line) {
        lines.add(line);
        sites.add(site);
        ends.add(end(site, in.info("END")));
        batchBytes += line.length;
        if (batchBytes >= BATCH_BYTES) flush();
    }

    /** Last position that a record covers: INFO END of a structural variant, else the end of REF. */
    private static int end(Site site, Optional<String> infoEnd) {
        int end = site.pos() + site.ref().length() - 1;
        return infoEnd.filter(text -> text.matches("[0-9]{1,9}"))
                .map(text -> Math.max(end, Integer.parseInt(text)))
                .orElse(end);
    }

    /** Hands over what is left. */
    void flush() {
        if (lines.isEmpty()) return;
        List<byte[]> someLines = lines;
        List<Site> someSites = sites;
        List<Integer> someEnds = ends;
        out.submit(block -> {
            for (int i = 0; i < someLines.size(); i++) {
                block.beginRecord(someSites.get(i).contig(), someSites.get(i).pos(), someEnds.get(i));
                block.append(someLines.get(i));
                block.append("\n");
            }
        });
        lines = new ArrayList<>();
        sites = new ArrayList<>();
        ends = new ArrayList<>();
        batchBytes = 0;
    }
}
