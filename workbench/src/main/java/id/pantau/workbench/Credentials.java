package id.pantau.workbench;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * A certificate and its private key, in memory and as PEM files.
 *
 * @param certificateFile PEM, only the certificate itself
 * @param keyFile PEM, PKCS#8 without password, readable by its owner only
 */
public record Credentials(
    X509Certificate certificate, PrivateKey key, Path certificateFile, Path keyFile) {}
