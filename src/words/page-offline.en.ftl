### Pages: offline and newer versions.

offline-ready = This page opens without network: all its program files are in this browser. Clearing the browser’s data clears them too.
offline-preparing = Getting ready to open without network; please stay connected for now.
offline-failed = This page does not open without network yet: its program files did not all arrive, or the browser does not allow it. The next start with network tries again; everything else works.
offline-insecure = This page does not open without network: browsers allow that for https addresses only, and this is none. Everything else works.
offline-unsupported = This page does not open without network: this browser cannot do it, or its settings do not allow it. Everything else works.
newer-waits = There is a newer version. Until you update, this one works as before.
newer-take = Update to the newer version
newer-taken = A newer version is in use. This tab still has the older one and works as before; reload it to update.
newer-load = Reload
newer-later = Later
newer-not-written = Not updated: something is not yet written to this browser or not exported. Export it first, then update.
