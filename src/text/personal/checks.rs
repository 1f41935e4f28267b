//! Check digits. Each function takes the digits 0 to 9 of a whole number and says whether its check digit fits.

/// 個人番号, 12 digits (平成26年総務省令第85号第5条): counted from the right without the check digit, the weights are 2 to 7
/// and then 2 to 6; the check digit is 11 less the remainder by 11, or 0 where that remainder is 0 or 1.
pub fn my_number(digits: &[u8]) -> bool {
    let Some((&check, rest)) = digits.split_last().filter(|_| digits.len() == 12) else { return false };
    let sum: u32 = rest.iter().rev().zip((2..=7).chain(2..=6)).map(|(d, weight)| u32::from(*d) * weight).sum();
    let expected = match sum % 11 {
        0 | 1 => 0,
        r => 11 - r,
    };
    u32::from(check) == expected
}

/// 住民票コード, 11 digits (住民基本台帳法施行規則第1条): weighted as 個人番号 is, over one digit less.
pub fn resident_code(digits: &[u8]) -> bool {
    let Some((&check, rest)) = digits.split_last().filter(|_| digits.len() == 11) else { return false };
    let sum: u32 = rest.iter().rev().zip((2..=7).chain(2..=6)).map(|(d, weight)| u32::from(*d) * weight).sum();
    let expected = match sum % 11 {
        0 | 1 => 0,
        r => 11 - r,
    };
    u32::from(check) == expected
}

/// 法人番号, 13 digits, the check digit first: the others from the right ×1, ×2, ×1 …, and 9 less the remainder by 9.
pub fn houjin(digits: &[u8]) -> bool {
    let Some((&check, rest)) = digits.split_first().filter(|_| digits.len() == 13) else { return false };
    let sum: u32 = rest.iter().rev().zip([1, 2].into_iter().cycle()).map(|(d, weight)| u32::from(*d) * weight).sum();
    u32::from(check) == 9 - sum % 9
}

/// 運転免許証番号, 12 digits, by the public safety commission it begins with and its eleventh digit. Not published; as
/// independent descriptions agree.
pub fn drivers_license(digits: &[u8]) -> bool {
    if digits.len() != 12 {
        return false;
    }
    let office = digits[0] * 10 + digits[1];
    let known =
        matches!(office, 0 | 10..=14 | 20..=25 | 30 | 40..=49 | 50..=55 | 60..=65 | 70..=74 | 80..=83 | 90..=97);
    let weights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
    let sum: u32 = digits.iter().zip(weights).map(|(d, weight)| u32::from(*d) * weight).sum();
    known && u32::from(digits[10]) == (11 - sum % 11) % 10
}

/// 保険者番号, 8 digits (or 6 without the first two): from the right without the check digit ×2, ×1, ×2 …, the digits of
/// the products added, and 10 less the remainder by 10.
pub fn insurer(digits: &[u8]) -> bool {
    let Some((&check, rest)) = digits.split_last().filter(|_| matches!(digits.len(), 6 | 8)) else { return false };
    let sum: u32 = rest
        .iter()
        .rev()
        .zip([2, 1].into_iter().cycle())
        .map(|(d, weight)| {
            let product = u32::from(*d) * weight;
            product / 10 + product % 10
        })
        .sum();
    u32::from(check) == (10 - sum % 10) % 10
}

/// The number of a credit card, 14 to 16 digits: how a known one begins, and the formula of Luhn.
pub fn credit_card(digits: &[u8]) -> bool {
    let begins = |len: usize| digits.iter().take(len).fold(0u32, |n, d| n * 10 + u32::from(*d));
    let known = match digits.len() {
        14 => matches!(begins(2), 36 | 38 | 39) || matches!(begins(3), 300..=305),
        15 => matches!(begins(2), 34 | 37),
        16 => {
            digits[0] == 4
                || matches!(begins(2), 51..=55 | 62 | 65)
                || matches!(begins(4), 2221..=2720 | 3528..=3589 | 6011)
        }
        _ => false,
    };
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(index, d)| match u32::from(*d) * (1 + index as u32 % 2) {
            product if product > 9 => product - 9,
            product => product,
        })
        .sum();
    known && sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digits(text: &str) -> Vec<u8> {
        text.bytes().map(|b| b - b'0').collect()
    }

    #[test]
    fn numbers_that_are_known_to_fit_and_not_to_fit() {
        let check = |fits: fn(&[u8]) -> bool, good: &[&str], bad: &[&str]| {
            for number in good {
                assert!(fits(&digits(number)), "{number}");
            }
            for number in bad {
                assert!(!fits(&digits(number)), "{number}");
            }
        };
        check(
            my_number,
            &["123456789018", "001122334453", "506070809010", "191919191910", "100000000129", "000020998008"],
            &["123456789019", "001122334454", "506070809011", "212121212121", "12345678901"],
        );
        check(
            houjin,
            &["7000012050002", "8000012010038", "2000012020001", "3020001234567", "8000020998008"],
            &["1000012050002", ""],
        );
        check(
            drivers_license,
            &["309012345620", "309812345680", "500176543200", "202100000210"],
            &["309012345630", "159012345620"],
        );
        check(resident_code, &["48464634056", "29120407528"], &["48464634057", "4846463405"]);
        check(insurer, &["33120015", "01130012"], &["33120016", "1"]);
        check(credit_card, &["4242424242424242", "4000000000000002"], &["4242424242424241", "1111222233334444", ""]);
    }
}
