namespace Evaluation.Gateway.Pages.Administrator.NewRound;

/// <summary>The definition that a new round may begin with: a social evaluation as it is usually held.</summary>
public static class Template
{
    public static Stream SocialEvaluation() => typeof(Template).Assembly.GetManifestResourceStream("templates/social-evaluation.json")!;
}
