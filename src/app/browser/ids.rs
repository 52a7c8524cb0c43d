//! Ids that no other machine makes, and random bytes that nobody can guess.

/// A new id of 26 letters and digits.
pub fn fresh() -> String {
    // Math.random serves where crypto is missing; ids must differ, not be secret.
    (0..26)
        .map(|_| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "the product lies between 0 and 32"
            )]
            let digit = (js_sys::Math::random() * 32.0) as u32;
            char::from_digit(digit, 32).unwrap_or('0')
        })
        .collect()
}

/// Random bytes that nobody can guess, for keys and nonces; nothing where the browser has none.
pub fn secret<const N: usize>() -> Option<[u8; N]> {
    let mut bytes = [0; N];
    let crypto = web_sys::window()?.crypto().ok()?;
    crypto.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(bytes)
}

/// Random bytes that never come again, for one encryption. They need not be secret: where the browser has no `crypto`,
/// Math.random serves.
pub fn nonce() -> [u8; 24] {
    secret().unwrap_or_else(|| {
        std::array::from_fn(|_| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "the product lies between 0 and 256"
            )]
            let byte = (js_sys::Math::random() * 256.0) as u8;
            byte
        })
    })
}
