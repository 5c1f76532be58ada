# needs: terraform
# version: terraform version
setup() {
    export CHECKPOINT_DISABLE=1
    printf 'disable_checkpoint = true\n' > rc
    printf 'resource "terraform_data" "a" {\n  input = "x"\n}\n' > main.tf
    TF_CLI_CONFIG_FILE="$PWD/rc" terraform init -no-color
    mkfifo answer
    TF_CLI_CONFIG_FILE="$PWD/rc" terraform apply -no-color < answer > holder.log 2>&1 &
    echo $! > holder.pid
    (sleep 18 > answer) > /dev/null 2>&1 &
    echo $! > writer.pid
    for _ in $(seq 60); do grep -q 'Enter a value' holder.log && break; sleep 0.1; done
}
reproduce() { TF_CLI_CONFIG_FILE="$PWD/rc" terraform plan -no-color; }
fix() {
    kill -INT "$(cat holder.pid)"
    for _ in $(seq 50); do kill -0 "$(cat holder.pid)" 2>/dev/null || break; sleep 0.1; done
}
teardown() { kill "$(cat writer.pid)" "$(cat holder.pid)" 2>/dev/null; true; }
