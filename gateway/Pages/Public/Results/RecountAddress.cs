using System.Globalization;

namespace Evaluation.Gateway.Pages.Public.Results;

/// <summary>The page of the site that recounts a version of a result.</summary>
internal static class RecountAddress
{
    public static string Of(string round, int version) => string.Create(CultureInfo.InvariantCulture, $"/recount/?round={round}&version={version}");
}
