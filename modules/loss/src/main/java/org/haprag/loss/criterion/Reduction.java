package org.haprag.loss.criterion;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How the losses of the hidden sites become one number. Reconstruction is a mean under either. */
public enum Reduction {
    /** Mean over hidden sites: does not depend on the batch size. */
    MEAN,
    /** Sum over hidden sites; the step size then grows with the batch. */
    SUM;

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
