namespace Evaluation.Rounds;

/// <summary>The reasons that the system itself states in an audit. Pages have a text for each; all others are typed by persons.</summary>
public static class StatedReasons
{
    public const string CallInterrupted = "the call was interrupted";

    public const string ReservationNotAnswered = "the reservation was not answered";

    public const string AnswerBrokeOff = "the answer broke off";

    public const string CredentialsNotStored = "the credentials could not be stored";

    public const string SampleOpens = "the sample round opens with the first start";
}
