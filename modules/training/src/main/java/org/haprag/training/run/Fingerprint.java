package org.haprag.training.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.training.TrainingRegion;

/** A digest of everything that decides what a training run does, so that a checkpoint is not resumed on other data. */
public final class Fingerprint {
    private final MessageDigest digest;

    /** Of nothing yet. */
    public Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Adds the text of a value. */
    public Fingerprint add(Object value) {
        digest.update((value + "\n").getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Samples, sites, positions in cM and allele counts. */
    public Fingerprint add(List<TrainingRegion> regions) {
        for (TrainingRegion region : regions) {
            HaplotypePanel panel = region.panel();
            add(region.name()).add(panel.samples().names());
            for (int site = 0; site < panel.siteCount(); site++) add(panel.site(site) + " " + region.siteCm(site));
            for (int row = 0; row < panel.alleleRowCount(); row++) add(panel.altCount(row));
        }
        return this;
    }

    /** SHA-256 in hexadecimal of what was added. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
