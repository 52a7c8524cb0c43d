//! In Firefox: the main job from a blank page to the ranking, and the rescue. Everything else is tested in Chromium.

use e2e::browser::{Browser, Profile};
use e2e::kind::Kind;
use e2e::site::Site;

/// SPEC Z7
#[test]
fn the_main_journey_in_firefox() {
    crate::journey::travel(Kind::Firefox);
}

/// SPEC Z4, Z5
#[test]
fn the_rescue_in_firefox() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start_kind_empty(Kind::Firefox, &site, &profile);
    crate::guard::rescue(&page);
}
