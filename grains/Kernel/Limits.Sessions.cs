namespace Evaluation.Kernel;

/// <summary>Limits of sessions and of new accesses.</summary>
public static partial class Limits
{
    /// <summary>How long a session lasts: a working day and an evening.</summary>
    public static readonly TimeSpan SessionAge = TimeSpan.FromHours(12);

    /// <summary>
    /// How long the two codes of a new access can be used: over a weekend and a journey of the owner. Afterwards it is proposed again.
    /// </summary>
    public static readonly TimeSpan OfferedAccessLasts = TimeSpan.FromDays(7);

    /// <summary>
    /// The usual time without a request after which a session ends: longer than a break at noon or a visit without a network, and an
    /// unattended desk is signed out in the evening.
    /// </summary>
    public static readonly TimeSpan SessionIdle = TimeSpan.FromHours(4);

    /// <summary>The shortest time that can be set: somebody who reads a long page is not idle.</summary>
    public static readonly TimeSpan SessionIdleMin = TimeSpan.FromMinutes(10);

    /// <summary>How exactly the last request of a session is stored: a store is not written at each request.</summary>
    public static readonly TimeSpan SessionUseStored = TimeSpan.FromMinutes(2);

    /// <summary>Sessions of one account that are listed, the newest first. An end of all reaches every one.</summary>
    public const int SessionsShown = 50;
}
