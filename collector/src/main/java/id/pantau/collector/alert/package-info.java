/**
 * Indications that somebody should look at: found in what is stored by rules that the regency
 * decides about, taken in hand by name, explained by the agency. Door: {@link
 * id.pantau.collector.alert.Alerts}.
 */
@NullMarked
package id.pantau.collector.alert;

import org.jspecify.annotations.NullMarked;
