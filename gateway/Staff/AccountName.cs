using System.Text.RegularExpressions;

namespace Evaluation.Gateway.Staff;

/// <summary>The names that a new account may have. An account that exists keeps its name, also one that would not be taken today.</summary>
internal static partial class AccountName
{
    /// <summary>What is wrong with a name; null for nothing.</summary>
    public static string? Fault(string name) =>
        !Slug.IsValid(name) ? "is not a slug: 1 to 64 of a-z, 0-9 and -"
        : name[0] == '-' ? "begins with a hyphen; the first character is a letter or a digit"
        : IsOfProposal.IsMatch(name) ? "has the form of the number of a proposal"
        : null;

    // The audit of the staff has accounts and proposals in the same place.
    [GeneratedRegex("^p-[0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex IsOfProposal { get; }
}
