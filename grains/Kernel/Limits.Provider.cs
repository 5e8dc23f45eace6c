namespace Evaluation.Kernel;

/// <summary>Limits of signing in by an identity provider.</summary>
public static partial class Limits
{
    /// <summary>Characters of the id by which an identity provider names a person: the longest subject of OpenID Connect.</summary>
    public const int ProviderIdCharacters = 255;

    /// <summary>How long one call to the identity provider may take. A person waits for it.</summary>
    public static readonly TimeSpan ProviderTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Interval at which a provider that did not answer is asked again.</summary>
    public static readonly TimeSpan ProviderRetry = TimeSpan.FromSeconds(15);

    /// <summary>How long a person may take to sign in at the identity provider.</summary>
    public static readonly TimeSpan ProviderSignInMax = TimeSpan.FromMinutes(15);
}
