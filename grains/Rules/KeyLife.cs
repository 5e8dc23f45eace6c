using System.Text.Json.Serialization;
using static Evaluation.Rules.RoundState;

namespace Evaluation.Rules;

/// <summary>From which state on the key of a round may be destroyed.</summary>
[JsonConverter(typeof(CamelCaseEnum<KeyLife>))]
public enum KeyLife { Sealed, Final, Archived }

/// <summary>The states in which the key of a round may be destroyed.</summary>
public static class KeyLives
{
    /// <summary>Until when a key is kept where the rules do not say.</summary>
    public const KeyLife Usual = KeyLife.Final;

    /// <summary>
    /// The states from the one that the rules name on. The votes of a cancelled round count nowhere, so its key may always be destroyed.
    /// </summary>
    public static IReadOnlyList<RoundState> Destroyable(KeyLife? life) => (life ?? Usual) switch
    {
        KeyLife.Sealed => [Sealed, Provisional, Published, Final, Archived, Cancelled],
        KeyLife.Archived => [Archived, Cancelled],
        _ => [Final, Archived, Cancelled],
    };
}
