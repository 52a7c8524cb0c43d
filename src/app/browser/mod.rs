//! The browser's side of the app: storage, files, clock, addresses, focus. The only room that names web-sys.

pub mod address;
pub mod clock;
pub mod desk;
pub mod document;
pub mod fatal;
pub mod fields;
pub mod files;
pub mod folder;
pub mod ids;
pub mod journal;
pub mod keys;
pub mod listening;
pub mod nearness;
pub mod opener;
pub mod opening;
pub mod ports;
pub mod programs;
pub mod shipped;
pub mod storage;
pub mod trial;
pub mod trusted;
pub mod worker;
