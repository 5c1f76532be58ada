# needs: mcs mono
# version: mcs --version
# A program uses a namespace from a library that the compiler was not given; with the reference it compiles.
setup() {
  cat > pricing.cs <<'CS'
namespace Acme.Pricing { public class Rules { public static int Get() { return 1; } } }
CS
  cat > program.cs <<'CS'
using Acme.Pricing;
class Program { static void Main() { System.Console.WriteLine(Rules.Get()); } }
CS
  mcs -target:library -out:Acme.Pricing.dll pricing.cs
  echo "" > references.rsp
}
reproduce() { mcs @references.rsp program.cs; }
fix() { echo "-r:Acme.Pricing.dll" > references.rsp; }
