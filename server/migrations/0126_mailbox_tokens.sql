-- What a mailbox at Google or Microsoft is signed in to with (OAuth 2), instead of a password.

alter table email_channels
  -- {refreshToken, accessToken, expiresAt} as JSON.
  add column provider_tokens_encrypted text,
  -- The provider no longer knows them: somebody must allow it again.
  add column reauthorization_required boolean not null default false;
