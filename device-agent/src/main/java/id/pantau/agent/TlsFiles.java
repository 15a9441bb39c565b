package id.pantau.agent;

import java.nio.file.Path;

/** PEM files: the authority's certificate, ours, and the key to ours. */
public record TlsFiles(Path caFile, Path certificateFile, Path keyFile) {}
