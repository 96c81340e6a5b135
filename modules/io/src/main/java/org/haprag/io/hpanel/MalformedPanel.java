package org.haprag.io.hpanel;

/** What a section of a panel file holds makes no sense; {@link PanelFileReader} adds the file and where in it. */
final class MalformedPanel extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedPanel(String what) {
        super(what);
    }
}
