using System.Text;

namespace BookingFlow.Web.Hosting.Commands;

/// <summary>Asks an operator on the console, one line for each answer.</summary>
public sealed class Questions
{
    /// <summary>Asks until the answer is valid.</summary>
    /// <param name="current">The answer if the line is empty; null or empty: there is none, and the question is asked again.</param>
    /// <param name="check">Returns what is wrong with an answer, as a sentence; null if it is valid.</param>
    /// <exception cref="EndOfStreamException">The input has ended.</exception>
    public string Ask(string question, string? current, Func<string, string?> check)
    {
        while (true)
        {
            var answer = AskOptional(question, current ?? "");
            var problem = answer.Length > 0 ? check(answer) : "An answer is needed.";
            if (problem is null)
            {
                return answer;
            }

            Console.WriteLine($"  {problem}");
        }
    }

    /// <summary>Asks a question that may be left empty.</summary>
    /// <param name="current">The answer if the line is empty.</param>
    public string AskOptional(string question, string current)
    {
        Console.Write(current.Length > 0 ? $"{question} [{current}]: " : $"{question}: ");
        return ReadLine().Trim() is { Length: > 0 } typed ? typed : current;
    }

    /// <summary>Asks for a secret, which is not shown while it is typed.</summary>
    /// <param name="question">Says what an empty line means.</param>
    /// <exception cref="EndOfStreamException">The input has ended.</exception>
    public string AskSecret(string question)
    {
        Console.Write($"{question}: ");
        if (Console.IsInputRedirected)
        {
            return ReadLine();
        }

        var secret = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                secret.Length = Math.Max(0, secret.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                secret.Append(key.KeyChar);
            }
        }

        Console.WriteLine();
        return secret.ToString();
    }

    private static string ReadLine() => Console.ReadLine() ?? throw new EndOfStreamException();
}
