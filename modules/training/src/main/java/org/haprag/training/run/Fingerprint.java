package org.haprag.training.run;

import java.util.List;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Sha256;
import org.haprag.training.TrainingRegion;

/** A digest of everything that decides what a training run does, so that a checkpoint is not resumed on other data. */
public final class Fingerprint {
    private final Sha256 digest = new Sha256();

    /** Adds the text of a value. */
    public Fingerprint add(Object value) {
        digest.add(value + "\n");
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
        return digest.hex();
    }
}
