using Evaluation.Runtime;

namespace Evaluation.Rounds;

/// <summary>The registers that have a stream of their own and entries that follow from a round.</summary>
public static class RoundRegisters
{
    /// <summary>The awards of the round.</summary>
    public const string Awards = "awards";

    /// <summary>The honours of all rounds.</summary>
    public const string Honours = "honours";
}

/// <summary>
/// A register has an entry that follows from the round. The round names each register once, so that a register that is deleted as a whole
/// is missed.
/// </summary>
/// <param name="Register">See <see cref="RoundRegisters"/>.</param>
public sealed record RegisterNamed(string Register, DateTimeOffset At, string By, string? Reason = null) : RoundEvent(At, By, Reason);

/// <summary>Names a register that has an entry of the round. A register that is named already changes nothing.</summary>
/// <param name="Register">See <see cref="RoundRegisters"/>.</param>
/// <param name="At">The server's clock.</param>
public sealed record NameRegister(string Register, DateTimeOffset At) : RoundViewCommand, IRepeatable;
