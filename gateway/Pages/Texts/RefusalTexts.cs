using Evaluation.Gateway.Http.Problems;

namespace Evaluation.Gateway.Pages.Texts;

/// <summary>
/// Sentences about refusals in the reader's language. Their numbers come from <see cref="Limits"/>, not from the catalogue.
/// </summary>
public static class RefusalTexts
{
    /// <summary>
    /// The refusal's own detail in English, the sentence about its code in Chinese and for a refusal with faults: its detail names them by
    /// their pointers, which a page lists in words. The detail about a missing role names account and round by their codes.
    /// </summary>
    public static string Explain(this Catalogue texts, Refusal refusal) =>
        texts.Language == "en" && refusal.Code != RefusalCode.NotAllowed && refusal.Facts.All(fact => fact.Name != "faults") ? refusal.Detail : texts.Explain(refusal.Code);

    /// <summary>The sentence about a code.</summary>
    public static string Explain(this Catalogue texts, RefusalCode code) => texts.Say("refusal." + RefusalTable.Word(code), Numbers(code));

    private static object?[] Numbers(RefusalCode code) => code switch
    {
        RefusalCode.TooFewCodes => [Limits.IssuedForLiveScores],
        RefusalCode.AccountLocked => [(int)Limits.LockedFor.TotalMinutes],
        RefusalCode.WeakPassword => [Limits.PasswordCharactersMin, Limits.PasswordCharactersMax],
        _ => [],
    };
}
