//! Whom the requests are about.

use portcullis::{NewPassword, NewUser, Result, Secret, Security};

/// What an address may be. The measured classes differ in nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Population {
    /// Nobody has it; what the others are compared with.
    Unknown,
    /// Nobody has it either: a difference to the first would be the rig's.
    Control,
    /// Nobody has it, and the rig answers later by a known time: a difference that has to be found.
    Leak,
    /// An account with a password.
    Known,
    /// A sign-up that nobody confirmed.
    Claim,
    /// An account that signs in by mailed link.
    NoPassword,
    /// An account that is switched off.
    Deactivated,
}

/// All of them, the one to compare with first.
pub(crate) const ALL: [Population; 7] = [
    Population::Unknown,
    Population::Control,
    Population::Leak,
    Population::Known,
    Population::Claim,
    Population::NoPassword,
    Population::Deactivated,
];

impl Population {
    /// How reports call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Control => "control: unknown again",
            Self::Leak => "control: injected leak",
            Self::Known => "known",
            Self::Claim => "unconfirmed claim",
            Self::NoPassword => "no password",
            Self::Deactivated => "deactivated",
        }
    }

    /// The n-th address of this kind; all are equally long.
    pub(crate) fn address(self, n: usize) -> String {
        let kind = ["un", "co", "le", "kn", "cl", "no", "de"][self as usize];
        format!("{kind}{n:06}@example.test")
    }

    /// Makes the accounts of this kind.
    pub(crate) async fn settle(self, security: &Security, count: usize) -> Result<()> {
        if matches!(self, Self::Unknown | Self::Control | Self::Leak) {
            return Ok(());
        }
        for n in 0..count {
            self.settle_one(security, n).await?;
        }
        Ok(())
    }

    async fn settle_one(self, security: &Security, n: usize) -> Result<()> {
        let email = self.address(n).parse()?;
        let typed = Secret::new(format!("a long enough secret {n}"));
        let policy = security.password_policy();
        let password = NewPassword::parse(&typed, "password", &policy).await?;
        if self == Self::Claim {
            let registration = portcullis::features::registerable::Registration {
                email,
                password: Some(password),
                profile: Default::default(),
                locale: None,
                claim: None,
                client: Default::default(),
            };
            return security.register_user(registration).await.map(drop);
        }
        let password = if self == Self::NoPassword {
            None
        } else {
            Some(password)
        };
        let user = security
            .create_user(NewUser {
                email,
                password,
                active: true,
                confirmed: true,
                profile: Default::default(),
            })
            .await?;
        if self == Self::Deactivated {
            security.deactivate_user(&user).await?;
        }
        Ok(())
    }
}
