namespace Evaluation.Gateway.Rounds.Templates;

/// <summary>Complete definitions that a new round can start from.</summary>
public static class RoundTemplates
{
    /// <summary>The social evaluation: five criteria, five groups of respondents. It is also the definition of the sample round.</summary>
    public static Stream SocialEvaluation() => typeof(RoundTemplates).Assembly.GetManifestResourceStream("templates/social-evaluation.json")!;
}
