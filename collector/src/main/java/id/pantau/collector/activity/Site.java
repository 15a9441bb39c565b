package id.pantau.collector.activity;

import id.pantau.collector.region.Shape;

/**
 * Where a package is being worked on, and how it stood at the end of a day.
 *
 * @param kind of the package
 */
public record Site(int packageId, int opdId, PackageKind kind, Band band, Shape shape) {}
